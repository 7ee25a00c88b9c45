-- The number of rows at a source cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per source and field that breaks the rule.
select
    'source' as table_name,
    source_id as record,
    field,
    found
from source unpivot (
    found for field in (
        row_count
    )
)
where found < 0
order by record, field
