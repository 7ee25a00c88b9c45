-- How many sources the landscape rests on, how many of them are data sets, and how many rows they fill.
-- One row.
select
    count(*) as source_count,
    count(*) filter (where kind = 'dataset') as dataset_count,
    count(*) filter (where kind = 'page') as page_count,
    (select sum(row_count)::bigint from source_use) as used_row_count
from source
