-- Sign a new version: when and by whom it was made, from what file, and what it changed.
-- One row.
--   $made_at     date and time in UTC
--   $made_by, $note, $file_name, $file_sha256, $based_on   text; null where not known or where there is none
--   $added_count, $changed_count, $removed_count           rows
insert into publication
values (
    $made_at,
    $made_by,
    $note,
    $file_name,
    $file_sha256,
    $based_on,
    $added_count,
    $changed_count,
    $removed_count
)
