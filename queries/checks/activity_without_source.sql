-- An activity that is not illustrative needs a source of its own; that of the example is none.
-- Choose as source who says it: “This publication” for your own. Or leave it illustrative.
-- Blocks.
-- One row per activity that breaks the rule.
select
    'activity' as table_name,
    activity_id as record,
    'is_illustrative' as field,
    'No' as found
from activity
where not is_illustrative and source_id = 'example-programme'
order by activity_id
