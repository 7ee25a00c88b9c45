-- A cost line cannot end before it begins.
-- Correct one of the two years.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'last_year' as field,
    last_year::varchar as found
from cost_line
where last_year < first_year
order by line_id
