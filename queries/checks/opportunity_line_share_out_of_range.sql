-- A share is more than 0 and at most 100 %.
-- Correct the share, or take the row out.
-- Blocks.
-- One row per share that breaks the rule.
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
where share_pct <= 0 or share_pct > 100
order by record
