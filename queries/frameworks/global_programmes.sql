-- Other global and large multi-country programmes of statistics that match the filters, in alphabetical order.
-- One row per programme or phase.
--   $search             any part of a name, subject, lead body, funder, way of governance or lesson; empty means all
--   $subject            subjects as the list has them; empty means all
--   $global_component   codes of components; empty means all
select
    global_programme.name as global_programme_name,
    global_programme.subject,
    global_programme.budget_planned_usd,
    global_programme.budget_spent_usd,
    global_programme.budget_note,
    global_programme.lead_bodies,
    global_programme.governance,
    global_programme.funders,
    global_programme.funding_mechanism,
    global_programme.first_year,
    global_programme.last_year,
    global_programme.scope_countries,
    global_programme.regions,
    global_programme.components,
    global_programme.phases,
    global_programme.evaluation,
    global_programme.lesson,
    global_programme.source_date,
    global_programme.confidence,
    source.url,
    global_programme.source_id,
    global_programme.more_source_ids,
    global_programme.global_programme_id
from global_programme
inner join source on global_programme.source_id = source.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(
                ' ',
                global_programme.name,
                global_programme.subject,
                array_to_string(global_programme.lead_bodies, ' '),
                array_to_string(global_programme.funders, ' '),
                global_programme.governance,
                global_programme.lesson
            ))),
            strip_accents(lower($search))
        )
    )
    and (len($subject) = 0 or list_contains($subject, global_programme.subject))
    and (len($global_component) = 0 or list_has_any(global_programme.components, $global_component))
order by strip_accents(global_programme.name), global_programme.global_programme_id
