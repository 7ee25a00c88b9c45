-- The activities of the programme, by component.
-- One row per activity.
select
    activity_id,
    name as activity_name,
    component,
    description,
    tor_item,
    lead,
    partners,
    depends_on,
    is_illustrative,
    source_id,
    note
from activity
order by
    list_position(
        ['institutional_frameworks', 'capacity_development', 'statistical_operations', 'coordination'], component
    ),
    activity_id
