-- The smallest award cannot be larger than the largest.
-- Exchange the two amounts, or correct one.
-- Blocks.
-- One row per mechanism that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    'award_min_usd' as field,
    award_min_usd as found
from mechanism
where award_min_usd > award_max_usd
order by mechanism_id
