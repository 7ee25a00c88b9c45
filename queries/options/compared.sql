-- The scenarios of the programme that somebody kept, in alphabetical order.
-- One row per scenario.
select
    scenario_id as code,
    name as label
from scenario
where kind = 'programme'
order by strip_accents(name), scenario_id
