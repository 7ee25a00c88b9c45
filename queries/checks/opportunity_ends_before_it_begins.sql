-- The money cannot end before it begins.
-- Correct one of the two years.
-- Blocks.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'last_year' as field,
    last_year::varchar as found
from opportunity
where last_year < first_year
order by opportunity_id
