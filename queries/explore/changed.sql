-- Which fields of one record uploads and edits have changed, and when last.
-- One row per field, the latest change first.
--   $list_of    name of the table
--   $record     key of the record
select
    field,
    max(made_at) as made_at
from change_log
where
    table_name = $list_of
    and record = $record
    and kind = 'changed'
group by field
order by made_at desc, field asc
