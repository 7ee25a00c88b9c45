-- The sets of priority countries that somebody kept, in alphabetical order.
-- One row per set.
select
    scenario_id as code,
    name as label
from scenario
where kind = 'priority_countries'
order by strip_accents(name), scenario_id
