-- This mechanism is closed, so no money can come through it.
-- Choose another mechanism, or correct its status in the list of mechanisms.
-- Warns.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity.opportunity_id as record,
    'mechanism_id' as field,
    opportunity.mechanism_id as found
from opportunity
inner join mechanism on opportunity.mechanism_id = mechanism.mechanism_id
where mechanism.status = 'closed' and opportunity.stage not in ('paid', 'declined')
order by record
