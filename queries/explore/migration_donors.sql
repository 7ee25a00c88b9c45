-- Who paid for migration statistics, with the rank by the strict and by the wide rule.
-- One row per donor that a rule names, money of 2010–2020; an amount is blank where no record has one.
with paid as (
    select
        donor_name,
        donor_id,
        donor_type,
        sum(amount_usd) filter (theme = 'migration_statistics') as strict_usd,
        sum(amount_usd) as wide_usd,
        coalesce(sum(record_count) filter (theme = 'migration_statistics'), 0)::bigint as strict_count,
        sum(record_count)::bigint as wide_count
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and theme in ('migration_statistics', 'migration')
        and year between 2010 and 2020
    group by all
)

select
    paid.*,
    donor.funds_migration_statistics,
    if(strict_usd is null, null, rank() over (order by strict_usd desc nulls last)) as strict_rank,
    if(wide_usd is null, null, rank() over (order by wide_usd desc nulls last)) as wide_rank
from paid
left join donor on paid.donor_id = donor.donor_id
order by strict_rank asc nulls last, wide_rank asc nulls last, donor_name asc
