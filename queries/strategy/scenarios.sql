-- The views of a kind that somebody gave a name, the newest on top.
-- One row per scenario.
--   $scenario_kinds   codes
select
    name as scenario_name,
    kind as scenario_kind,
    view as scenario_view,
    countries,
    rule,
    made_by,
    made_on,
    note,
    scenario_id
from scenario
where list_contains($scenario_kinds, kind)
order by made_on desc, name asc
