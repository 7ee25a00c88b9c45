-- The questions of one survey, in the order of the questionnaire.
-- One row per question.
--   $survey   code of the survey
select
    question_id,
    question,
    kind as question_kind,
    question_topic,
    position,
    choices,
    source_id,
    coalesce(position || '. ', '') || question as question_label
from assessment_question
where survey_id = $survey
order by position asc nulls last, question_id asc
