-- The years of a cost line lie between 2000 and 2100.
-- Correct the year.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'first_year' as field,
    concat_ws('–', first_year, last_year) as found
from cost_line
where first_year not between 2000 and 2100 or last_year not between 2000 and 2100 or price_year not between 1990 and 2100
order by line_id
