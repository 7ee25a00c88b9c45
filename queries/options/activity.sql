-- Every activity of the programme, in alphabetical order.
-- One row per activity.
select
    activity_id as code,
    name as label
from activity
order by name
