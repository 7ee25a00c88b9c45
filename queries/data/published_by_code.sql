-- What was paid out in published activities each year, by purpose code, and what the words of the source say of the same money.
-- One row per year and purpose code; the code is blank where the source gives none, an amount where no record has one.
with known as ( -- versions from before there were purpose codes open too
    select *
    from funding
    union all by name
    select null::varchar as purpose_code
    where false
)

select
    year,
    purpose_code,
    sum(amount_usd) as amount_usd,
    sum(amount_usd) filter (theme in ('migration_statistics', 'migration')) as wide_usd,
    sum(amount_usd) filter (theme = 'migration_statistics') as strict_usd,
    sum(record_count)::bigint as record_count
from known
where lens = 'iati' and measure = 'disbursement'
group by all
order by year, purpose_code
