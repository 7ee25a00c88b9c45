-- What part of an opportunity is for which cost line.
-- One row per opportunity and cost line.
select
    opportunity_id,
    line_id,
    share_pct,
    source_id
from opportunity_line
order by opportunity_id, line_id
