-- A quantity and a cost cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per cost line and field that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    field,
    found
from cost_line unpivot (
    found for field in (
        quantity,
        unit_cost,
        unit_cost_low,
        unit_cost_high,
        benchmark_units
    )
)
where found < 0
order by record, field
