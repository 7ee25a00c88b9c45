-- What a donor gave to UN entities in the latest three years, by how free the money is; the largest entity first.
-- One row per UN entity and finance type.
--   $donor   donor id
with by_type as (
    select
        channel,
        finance_type,
        sum(amount_usd) as amount_usd,
        min(year) as first_year,
        max(year) as last_year,
        sum(record_count)::bigint as record_count,
        sum(negative_count)::bigint as negative_count
    from funding
    where
        lens = 'un'
        and donor_id = $donor
        and year > (
            select max(latest.year) - 3 from funding as latest
            where latest.lens = 'un'
        )
    group by all
)

select
    *,
    sum(amount_usd) over (partition by channel) as entity_total_usd
from by_type
order by entity_total_usd desc nulls last, channel asc, finance_type asc
