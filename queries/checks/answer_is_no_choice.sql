-- The answer is none of the choices of its question.
-- Correct the answer, or add the choice to the question.
-- Warns.
-- One row per answer that breaks the rule.
with known as (
    select
        asked.kind,
        asked.choices,
        given.answer,
        given.question_id || ' · ' || given.iso3 as record_key,
        array_to_string(given.answer, '; ') as said
    from assessment_answer as given
    inner join assessment_question as asked on given.question_id = asked.question_id
)

select
    'assessment_answer' as table_name,
    record_key as record,
    'answer' as field,
    said as found
from known
where kind in ('single', 'multiple') and len(choices) > 0 and not list_has_all(choices, answer)
order by record
