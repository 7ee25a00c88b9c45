-- The last year lies before the first.
-- Exchange the two years, or correct one.
-- Blocks.
-- One row per programme that breaks the rule.
select
    'programme' as table_name,
    programme_id as record,
    'last_year' as field,
    last_year as found
from programme
where last_year < first_year
order by programme_id
