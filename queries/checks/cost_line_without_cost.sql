-- A cost line without a quantity or a unit cost is left out of every total.
-- Fill in what is known, or leave it out on purpose.
-- Warns.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'unit_cost' as field,
    unit_cost::varchar as found
from cost_line
where quantity is null or unit_cost is null
order by line_id
