-- A word stands once in a list of the rules; accents, capitals and punctuation make no other word of it.
-- It changes nothing: remove one of the two.
-- Warns.
-- One row per word that breaks the rule.
with said as (
    select
        term,
        term_list || ' · ' || term as record_key,
        count(*) over (
            partition by
                term_list,
                trim(regexp_replace(lower(strip_accents(term)), '[^a-z0-9*]+', ' ', 'g'))
        ) as times
    from classifier_term
)

select
    'classifier_term' as table_name,
    record_key as record,
    'term' as field,
    term as found
from said
where times > 1
order by record
