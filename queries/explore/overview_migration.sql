-- What was paid for migration statistics each year, by the strict rule and what the wide rule adds.
-- One row per year and theme, for every year of 2010–2020 in which anything was paid for statistics.
with years as (
    select
        year,
        sum(amount_usd) as support_usd
    from funding
    where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020
    group by all
)

select
    years.year,
    theme,
    sum(amount_usd) as amount_usd,
    coalesce(sum(record_count), 0)::bigint as record_count,
    any_value(support_usd) as support_usd
from years
left join funding
    on
        years.year = funding.year
        and lens = 'statistics'
        and measure = 'disbursement'
        and theme in ('migration_statistics', 'migration')
group by all
order by years.year, theme
