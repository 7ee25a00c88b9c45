-- The sources that a version holds.
-- One row per source.
select source_id
from source
order by source_id
