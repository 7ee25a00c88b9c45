-- A number of projects or of countries cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per donor and field that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    field,
    found
from donor unpivot (
    found for field in (
        statistics_projects,
        statistics_recipients
    )
)
where found < 0
order by record, field
