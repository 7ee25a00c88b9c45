-- The last year lies before the first.
-- Exchange the two years, or correct one.
-- Blocks.
-- One row per global programme that breaks the rule.
select
    'global_programme' as table_name,
    global_programme_id as record,
    'last_year' as field,
    last_year as found
from global_programme
where last_year < first_year
order by global_programme_id
