-- The surveys of capacity that members brought in, the latest first.
-- One row per survey.
select
    survey_id as code,
    name as label
from assessment_survey
order by year desc nulls last, strip_accents(name) asc, survey_id asc
