-- Who changed which fields of which records last, since a time, and from what file.
-- One row per field of a record. The log of an older version does not say by whom.
--   $since    date and time in UTC
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
    table_name,
    record,
    field,
    arg_max_null(made_by, made_at) as made_by,
    arg_max_null(file_name, made_at) as file_name
from logged
where made_at > $since
group by
    table_name,
    record,
    field
order by
    table_name asc,
    record asc,
    field asc
