-- What the horizontal axis of the grid of prospects can show: parts of the score, then its components.
-- One row per part or component.
with axis as (
    select
        part as code,
        part || ', all of it' as label,
        min(position) - 1000 as place
    from component
    where score = 'prospect'
    group by part
    union all
    select
        component_id,
        component_name,
        position
    from component
    where score = 'prospect'
)

select
    code,
    label
from axis
order by place, code
