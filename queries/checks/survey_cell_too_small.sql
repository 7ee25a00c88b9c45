-- The smallest cell of a confidential survey must be at least 2.
-- Write 5, or what the survey promised to those who answered.
-- Blocks.
-- One row per survey that breaks the rule.
select
    'assessment_survey' as table_name,
    survey_id as record,
    'smallest_cell' as field,
    smallest_cell::varchar as found
from assessment_survey
where is_confidential and smallest_cell < 2
order by record
