-- The size of a mechanism and its awards cannot be negative.
-- Write the amount without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per mechanism and field that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    field,
    found
from mechanism unpivot (
    found for field in (
        total_usd,
        award_min_usd,
        award_max_usd
    )
)
where found < 0
order by record, field
