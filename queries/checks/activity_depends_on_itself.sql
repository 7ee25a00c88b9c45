-- An activity cannot depend on itself.
-- Take its own code out of “Depends on”.
-- Blocks.
-- One row per activity that breaks the rule.
select
    'activity' as table_name,
    activity_id as record,
    'depends_on' as field,
    depends_on::varchar as found
from activity
where list_contains(depends_on, activity_id)
order by activity_id
