-- The sources of the landscape, by title.
-- One row per source.
select
    source_id as code,
    concat_ws(': ', publisher, title) as label
from source
order by strip_accents(title), source_id
