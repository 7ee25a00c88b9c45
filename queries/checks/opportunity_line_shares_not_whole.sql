-- The shares of an opportunity add up to 100 %.
-- Correct the shares of its cost lines, so that nothing counts twice and nothing is lost.
-- Blocks.
-- One row per share of such an opportunity that breaks the rule.
select
    'opportunity_line' as table_name,
    'share_pct' as field,
    share_pct::varchar as found,
    opportunity_id || ' · ' || line_id as record
from opportunity_line
qualify abs(sum(share_pct) over (partition by opportunity_id) - 100) > 0.05
order by record
