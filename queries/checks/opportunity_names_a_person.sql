-- An address or a telephone number of a person does not belong here.
-- Write a role such as “Head of the statistics unit”, or clear the cell.
-- Blocks.
-- One row per opportunity and field that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    field,
    found
from opportunity unpivot (
    found for field in (
        name,
        owner_role,
        next_action,
        note
    )
)
where regexp_matches(found, '\S@\S') or regexp_matches(found, '(?:\+|\b0)\d(?:[ ()-]?\d){7,}')
order by record, field
