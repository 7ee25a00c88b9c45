-- The size of a mechanism cannot be negative.
-- Write the amount without the minus sign, or clear the cell.
-- Blocks.
-- One row per mechanism that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    'total_usd' as field,
    total_usd as found
from mechanism
where total_usd < 0 or award_min_usd < 0 or award_max_usd < 0
order by mechanism_id
