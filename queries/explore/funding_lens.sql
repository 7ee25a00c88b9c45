-- What can be chosen in one lens: its years, measures and finance types.
-- One row; the years are two at least, because a range needs two ends.
--   $lens   one code
select
    coalesce(min(year), 2010) as first_year,
    coalesce(greatest(max(year), min(year) + 1), 2020) as last_year,
    coalesce(list(distinct measure), []) as measures,
    coalesce(list(distinct finance_type), []) as finance_types
from funding
where lens = $lens
