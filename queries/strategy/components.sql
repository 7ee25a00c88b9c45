-- What a score is made of, in the order of the page.
-- One row per component.
--   $score   code of the score
select
    component_id,
    component_name,
    part,
    falls,
    raw_unit,
    definition
from component
where score = $score
order by position
