-- A cost line without years is left out of every total.
-- Give its first and its last year.
-- Warns.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'first_year' as field,
    first_year::varchar as found
from cost_line
where first_year is null or last_year is null
order by line_id
