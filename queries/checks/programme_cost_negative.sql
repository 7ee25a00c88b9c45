-- The cost of a programme cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per programme and field that breaks the rule.
select
    'programme' as table_name,
    programme_id as record,
    field,
    found
from programme unpivot (
    found for field in (
        cost_usd
    )
)
where found < 0
order by record, field
