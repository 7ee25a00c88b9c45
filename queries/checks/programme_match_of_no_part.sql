-- What is matched with a component of global programmes is no part of our programme.
-- Write the code of a component, a category of cost or an activity that the programme has.
-- Warns.
-- One row per match that breaks the rule.
with known as (
    select
        kind,
        programme_part,
        kind || ' · ' || programme_part || ' · ' || global_component as record_key
    from programme_match
)

select
    'programme_match' as table_name,
    record_key as record,
    'programme_part' as field,
    programme_part as found
from known
where
    (kind = 'component' and programme_part not in (select activity.component from activity))
    or (kind = 'cost_category' and programme_part not in (select cost_line.category from cost_line))
    or (kind = 'activity' and programme_part not in (select activity.activity_id from activity))
order by record
