-- An opportunity without a donor is left out of every total.
-- Choose the donor as soon as it is known.
-- Warns.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'donor_id' as field,
    'not known' as found
from opportunity
where donor_id is null
order by opportunity_id
