-- The question asks for one choice, and the answer has several.
-- Keep one, or make it a question with several choices.
-- Warns.
-- One row per answer that breaks the rule.
select -- noqa: ST06
    'assessment_answer' as table_name,
    given.question_id || ' · ' || given.iso3 as record,
    'answer' as field,
    array_to_string(given.answer, '; ') as found
from assessment_answer as given
inner join assessment_question as asked on given.question_id = asked.question_id
where asked.kind = 'single' and len(given.answer) > 1
order by record
