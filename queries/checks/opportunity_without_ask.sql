-- An opportunity without an amount is left out of every total.
-- Fill in the ask as soon as it is known.
-- Warns.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'ask' as field,
    'not known' as found
from opportunity
where ask is null
order by opportunity_id
