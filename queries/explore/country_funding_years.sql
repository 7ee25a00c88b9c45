-- What was disbursed to statistics in one country, by year.
-- One row per year with a record; amounts are in constant prices, the base year is not stated by the source.
--   $country   ISO3 code
select
    year,
    sum(amount_usd) as amount_usd,
    sum(record_count)::bigint as record_count,
    count(distinct donor_name)::bigint as donor_count
from funding
where
    lens = 'statistics'
    and measure = 'disbursement'
    and recipient_iso3 = $country
group by year
order by year
