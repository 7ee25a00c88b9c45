-- Which questions are of a confidential survey: answers of single countries to these are handed out nowhere.
-- One row per question.
select
    assessment_question.question_id,
    assessment_survey.is_confidential
from assessment_question
inner join assessment_survey on assessment_question.survey_id = assessment_survey.survey_id
order by assessment_question.question_id
