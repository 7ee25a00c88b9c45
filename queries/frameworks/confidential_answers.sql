-- How many answers to confidential surveys a version holds.
-- One row.
select count(*) as answer_count
from assessment_answer
inner join assessment_question on assessment_answer.question_id = assessment_question.question_id
inner join assessment_survey on assessment_question.survey_id = assessment_survey.survey_id
where assessment_survey.is_confidential
