-- The sources with given names, those with a publisher first.
-- One row per source.
--   $sources   source ids
select
    source_id,
    kind,
    publisher,
    title,
    vintage,
    url
from source
where list_contains($sources, source_id)
order by kind asc, publisher asc nulls last, title asc
