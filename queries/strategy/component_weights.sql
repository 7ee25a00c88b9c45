-- The presets of weights of a score, the one in force at first on top.
-- One row per preset and component.
--   $score   code of the score
select
    preset,
    component_id,
    weight
from component_weight
where score = $score
order by position, preset, component_id
