-- The answer to a question that asks for a number is none.
-- Write one number without words, or make it an open question.
-- Warns.
-- One row per answer that breaks the rule.
select -- noqa: ST06
    'assessment_answer' as table_name,
    given.question_id || ' · ' || given.iso3 as record,
    'answer' as field,
    array_to_string(given.answer, '; ') as found
from assessment_answer as given
inner join assessment_question as asked on given.question_id = asked.question_id
where asked.kind = 'number' and (len(given.answer) <> 1 or try_cast(given.answer[1] as double) is null)
order by record
