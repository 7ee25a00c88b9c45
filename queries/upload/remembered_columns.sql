-- Which field each column filled in an earlier upload with the same set of headers, and what its numbers were multiplied with
-- (a version that is older than this column has it not).
-- One row per header.
--   $headers    short name of the set of headers
select columns('^(header|table_name|field|scale)$')
from column_match
where headers = $headers
order by header
