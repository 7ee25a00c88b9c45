-- An ask cannot be negative.
-- Write the amount without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'ask' as field,
    ask::varchar as found
from opportunity
where ask < 0
order by opportunity_id
