-- The questions of surveys that are not confidential: answers of single countries to any other are shown nowhere.
-- One row per question.
select assessment_question.question_id
from assessment_question
inner join assessment_survey on assessment_question.survey_id = assessment_survey.survey_id
where not assessment_survey.is_confidential
order by assessment_question.question_id
