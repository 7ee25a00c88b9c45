-- Load every IATI transaction of the stress file as funding rows.
insert into funding by name
select
    'iati' as lens,
    donor.donor_id,
    trim(regexp_replace(transactions.reporting_org, '\s*\[[^\]]*\]\s*$', '')) as donor_name,
    case left(transactions.reporting_org_type, 2)
        when '40' then 'Multilateral' when '10' then 'Other government' when '60' then 'Private' else 'Other'
    end as donor_type,
    country.iso3 as recipient_iso3,
    trim(substr(transactions.recipient, position('-' in transactions.recipient) + 1)) as recipient_name,
    country.region as recipient_region,
    try_cast(try_cast(transactions.cal_year as double) as bigint) as year,
    case left(transactions.finance_type, 1) when '1' then 'grant' when '4' then 'loan' else 'not_known' end as finance_type,
    case left(transactions.transaction_type, 1)
        when '1' then 'incoming' when '2' then 'commitment' when '3' then 'disbursement' when '4' then 'expenditure'
        else 'budget'
    end as measure,
    case transactions.sector_code when '16062' then 'statistics' when '15190' then 'migration' else 'population_policy' end as theme,
    transactions.value_usd as amount_usd,
    1 as record_count,
    (transactions.value_usd < 0)::bigint as negative_count,
    'iati-country-data' as source_id
from read_parquet($path) as transactions
left join country on country.iso2 = trim(split_part(transactions.recipient, ' - ', 1))
left join donor on donor.iati_org_id = regexp_extract(transactions.reporting_org, '\[([^\]]*)\]\s*$', 1)
where try_cast(transactions.cal_year as double) between 2000 and 2023
