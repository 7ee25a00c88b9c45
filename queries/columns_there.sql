-- Which fields the tables of a version have: fewer than the dictionary where the version is older than a field.
-- One row per field of a table.
select
    table_name,
    column_name as field
from duckdb_columns()
where not internal
order by
    table_name asc,
    field asc
