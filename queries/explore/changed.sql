-- Which fields of one record uploads and edits have changed, and when, by whom and from what file last.
-- One row per field, the latest change first. The log of an older version does not say by whom.
--   $list_of    name of the table
--   $record     key of the record
with logged as (
    select *
    from change_log
    union all by name
    select
        null::varchar as made_by,
        null::varchar as file_name
    where false
)

select
    field,
    max(made_at) as made_at,
    arg_max_null(made_by, made_at) as made_by,
    arg_max_null(file_name, made_at) as file_name
from logged
where
    table_name = $list_of
    and record = $record
    and kind = 'changed'
group by field
order by made_at desc, field asc
