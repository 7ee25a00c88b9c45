-- What one indicator measures, in which unit, by whom.
-- One row.
--   $indicator   code of the indicator
select
    indicator_id,
    name as indicator_name,
    topic,
    unit,
    direction,
    decimals,
    scale,
    publisher,
    definition,
    release,
    source_id
from indicator
where indicator_id = $indicator
