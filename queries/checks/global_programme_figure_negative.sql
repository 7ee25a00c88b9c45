-- A budget and a number of countries cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per global programme and field that breaks the rule.
select
    'global_programme' as table_name,
    global_programme_id as record,
    field,
    found
from global_programme unpivot (
    found for field in (
        budget_planned_usd,
        budget_spent_usd,
        scope_countries
    )
)
where found < 0
order by record, field
