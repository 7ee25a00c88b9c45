-- One survey of capacity: what it is, whether it is confidential, and where it comes from.
-- One row per survey.
--   $survey   code of the survey
select
    assessment_survey.survey_id,
    assessment_survey.name as survey_name,
    assessment_survey.year,
    assessment_survey.is_confidential,
    assessment_survey.smallest_cell,
    assessment_survey.note,
    source.publisher,
    assessment_survey.source_id
from assessment_survey
inner join source on assessment_survey.source_id = source.source_id
where assessment_survey.survey_id = $survey
order by assessment_survey.survey_id
