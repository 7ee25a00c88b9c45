-- The low unit cost is at most the central one, and that at most the high one.
-- Correct the three costs, or clear low and high.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'unit_cost_low' as field,
    concat_ws('–', unit_cost_low, unit_cost, unit_cost_high) as found
from cost_line
where unit_cost_low > unit_cost or unit_cost > unit_cost_high or unit_cost_low > unit_cost_high
order by line_id
