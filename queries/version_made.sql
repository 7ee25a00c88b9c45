-- How a version came to be: when (in UTC) and by whom, from what file, and what it changed.
-- One row.
select
    made_at,
    made_by,
    note,
    file_name,
    file_sha256,
    based_on,
    added_count,
    changed_count,
    removed_count
from publication
