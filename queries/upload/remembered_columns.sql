-- Which field each column filled in an earlier upload with the same set of headers.
-- One row per header.
--   $headers    short name of the set of headers
select
    header,
    table_name,
    field
from column_match
where headers = $headers
order by header
