-- Which field each column filled in an earlier upload with the same set of headers.
-- One row per header.
--   $headers    short name of the set of headers
-- What its numbers were multiplied with is there too, but for versions that are older than the field.
select columns('^(header|table_name|field|scale)$')
from column_match
where headers = $headers
order by header
