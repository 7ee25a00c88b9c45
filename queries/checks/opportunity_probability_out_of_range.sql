-- A probability lies between 0 and 100 %.
-- Correct it, or clear the cell where nobody can say.
-- Blocks.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'probability_pct' as field,
    probability_pct::varchar as found
from opportunity
where probability_pct not between 0 and 100
order by opportunity_id
