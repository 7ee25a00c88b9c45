-- An e-mail address of a person does not belong here.
-- Leave out the question that asks for it, or take the address out of the answer.
-- Blocks.
-- One row per answer or note that breaks the rule.
with known as (
    select
        note,
        question_id || ' · ' || iso3 as record_key,
        array_to_string(answer, '; ') as answer
    from assessment_answer
)

select
    'assessment_answer' as table_name,
    record_key as record,
    field,
    found
from known unpivot (
    found for field in (
        answer,
        note
    )
)
where regexp_matches(found, '\S@\S+\.\S')
order by record, field
