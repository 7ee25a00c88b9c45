-- The answer is none of the choices of its question.
-- Correct the answer, or add the choice to the question.
-- Warns.
-- One row per answer that breaks the rule.
select -- noqa: ST06
    'assessment_answer' as table_name,
    given.question_id || ' · ' || given.iso3 as record,
    'answer' as field,
    array_to_string(given.answer, '; ') as found
from assessment_answer as given
inner join assessment_question as asked on given.question_id = asked.question_id
where asked.kind in ('single', 'multiple') and len(asked.choices) > 0 and not list_has_all(asked.choices, given.answer)
order by record
