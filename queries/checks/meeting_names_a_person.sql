-- An address or a telephone number of a person does not belong here.
-- Write a role such as “Head of the statistics unit”, or clear the cell.
-- Blocks.
-- One row per meeting and field that breaks the rule.
select
    'meeting' as table_name,
    meeting_id as record,
    field,
    found
from meeting unpivot (
    found for field in (
        name,
        body,
        note
    )
)
where regexp_matches(found, '\S@\S') or regexp_matches(found, '(?:\+|\b0)\d(?:[ ()-]?\d){7,}')
order by record, field
