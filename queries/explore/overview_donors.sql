-- Who paid for statistics, largest first.
-- One row per donor, money of 2010–2020.
select
    donor_name,
    donor_id,
    donor_type,
    sum(amount_usd) as amount_usd,
    sum(record_count)::bigint as record_count
from funding
where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020
group by all
order by amount_usd desc nulls last, donor_name asc
