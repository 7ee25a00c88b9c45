-- Who disbursed to statistics in one country, 2010–2020, the largest first.
-- One row per donor; amounts are in constant prices, the base year is not stated by the source.
--   $country   ISO3 code
select
    donor_name,
    donor_id,
    donor_type,
    sum(amount_usd) as amount_usd,
    sum(record_count)::bigint as record_count,
    min(year)::bigint as first_year,
    max(year)::bigint as last_year
from funding
where
    lens = 'statistics'
    and measure = 'disbursement'
    and year between 2010 and 2020
    and recipient_iso3 = $country
group by all
order by amount_usd desc nulls last, donor_name asc
