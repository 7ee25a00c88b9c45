-- A word of the rules has a Latin letter or a digit: titles are compared in plain letters.
-- Write the word as it stands in titles; * stands for the rest of a word.
-- Blocks.
-- One row per word that breaks the rule.
with known as (
    select
        term,
        term_list || ' · ' || term as record_key
    from classifier_term
)

select
    'classifier_term' as table_name,
    record_key as record,
    'term' as field,
    term as found
from known
where not regexp_matches(lower(strip_accents(term)), '[a-z0-9]')
order by record
