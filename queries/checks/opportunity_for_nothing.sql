-- An opportunity that names no activity and no cost line closes no gap.
-- Choose the activity, or give the shares of cost lines.
-- Warns.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'activity_id' as field,
    'not known' as found
from opportunity
where activity_id is null and opportunity_id not in (select opportunity_line.opportunity_id from opportunity_line)
order by opportunity_id
