-- The words by which a title counts as migration, statistics or neither.
-- One row per list of words and word.
--   $search   any part of a word or note; empty means all
select
    term_list,
    term,
    language,
    coalesce(note, '') as note
from classifier_term
where
    $search = ''
    or contains(strip_accents(lower(concat_ws(' ', term, note))), strip_accents(lower($search)))
order by
    list_position(['migration', 'not_migration', 'statistics', 'data', 'operations'], term_list), term
