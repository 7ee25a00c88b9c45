-- How many rows each table has in this version.
-- One row per table.
select
    table_name,
    sum(row_count)::bigint as row_count
from source_use
group by all
union all
select
    'source' as table_name,
    count(*) as row_count
from source
union all
select
    'source_use' as table_name,
    count(*) as row_count
from source_use
union all
select
    'publication' as table_name,
    count(*) as row_count
from publication
union all
select
    'change_log' as table_name,
    count(*) as row_count
from change_log
union all
select
    'column_match' as table_name,
    count(*) as row_count
from column_match
order by table_name
