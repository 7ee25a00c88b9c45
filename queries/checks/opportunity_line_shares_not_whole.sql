-- The shares of an opportunity add up to 100 %.
-- Correct the shares of its cost lines, so that nothing counts twice and nothing is lost.
-- Blocks.
-- One row per share of such an opportunity that breaks the rule.
with known as (
    select
        *,
        opportunity_id || ' · ' || line_id as record_key
    from opportunity_line
)

select
    'opportunity_line' as table_name,
    record_key as record,
    'share_pct' as field,
    share_pct::varchar as found
from known
qualify abs(sum(share_pct) over (partition by opportunity_id) - 100) > 0.05
order by record
