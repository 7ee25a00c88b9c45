-- A share is more than 0 and at most 100 %.
-- Correct the share, or take the row out.
-- Blocks.
-- One row per share that breaks the rule.
select
    'opportunity_line' as table_name,
    'share_pct' as field,
    share_pct::varchar as found,
    opportunity_id || ' · ' || line_id as record
from opportunity_line
where share_pct <= 0 or share_pct > 100
order by record
