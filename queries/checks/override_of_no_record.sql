-- A record that is decided by hand is in the landscape.
-- Take its code from the list of records of support to statistics.
-- Blocks.
-- One row per decision that breaks the rule.
select
    'classifier_override' as table_name,
    project_id as record,
    'project_id' as field,
    project_id as found
from classifier_override
where project_id not in (select project.project_id from project)
order by project_id
