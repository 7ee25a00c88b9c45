-- What can be chosen in one lens: its years, measures and finance types, and whether any of its records has a purpose code.
-- One row; the years are two at least, because a range needs two ends. Reported are those of which sums are said: of
-- support to statistics 2010–2020, the period of the source (one record of 2008 and those of 2021 without an amount lie outside).
--   $lens   one code
with known as ( -- versions from before there were purpose codes open too
    select
        *,
        lens <> 'statistics' or year between 2010 and 2020 as is_reported
    from funding
    union all by name
    select null::varchar as purpose_code
    where false
)

select
    coalesce(min(year), 2010) as first_year,
    coalesce(greatest(max(year), min(year) + 1), 2020) as last_year,
    coalesce(min(year) filter (where is_reported), min(year), 2010) as reported_first_year,
    coalesce(max(year) filter (where is_reported), max(year), 2020) as reported_last_year,
    coalesce(list(distinct measure), []) as measures,
    coalesce(list(distinct finance_type), []) as finance_types,
    count(purpose_code) > 0 as has_codes
from known
where lens = $lens
