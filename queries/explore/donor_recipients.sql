-- To whom a donor disbursed for statistics, 2010–2020, the largest first; regional recipients stay regional.
-- One row per recipient.
--   $donor   donor id
select
    recipient_name,
    recipient_iso3,
    recipient_region,
    sum(amount_usd) as amount_usd,
    100 * sum(amount_usd) / nullif(sum(sum(amount_usd)) over (), 0) as share_pct,
    min(year) as first_year,
    max(year) as last_year,
    sum(record_count)::bigint as record_count,
    sum(negative_count)::bigint as negative_count
from funding
where
    lens = 'statistics'
    and measure = 'disbursement'
    and year between 2010 and 2020
    and donor_id = $donor
group by all
order by amount_usd desc nulls last, recipient_name asc
