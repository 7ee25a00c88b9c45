-- The largest award is larger than the whole mechanism.
-- Check both amounts and their unit: thousand, million?
-- Warns.
-- One row per mechanism that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    'award_max_usd' as field,
    award_max_usd as found
from mechanism
where award_max_usd > total_usd
order by mechanism_id
