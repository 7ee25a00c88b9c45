-- What can be chosen in one lens: its years, measures and finance types.
-- One row.
--   $lens   one code
select
    min(year) as first_year,
    max(year) as last_year,
    list(distinct measure) as measures,
    list(distinct finance_type) as finance_types
from funding
where lens = $lens
