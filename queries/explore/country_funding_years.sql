-- What was disbursed to statistics in one country, by year, 2010–2020.
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
    and year between 2010 and 2020
    and recipient_iso3 = $country
group by year
order by year
