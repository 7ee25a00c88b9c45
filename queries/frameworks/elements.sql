-- What frameworks ask of a global programme, and which activities members say cover it.
-- One row per element; where no activity is named, that is not known.
--   $framework   names of frameworks; empty means all
with covered as (
    select
        element_activity.element_id,
        list_sort(list(activity.name)) as covered_by
    from element_activity
    inner join activity on element_activity.activity_id = activity.activity_id
    group by element_activity.element_id
)

select
    programme_element.framework,
    programme_element.element,
    programme_element.description as framework_asks,
    covered.covered_by,
    source.url,
    programme_element.source_id,
    programme_element.element_id
from programme_element
inner join source on programme_element.source_id = source.source_id
left join covered on programme_element.element_id = covered.element_id
where len($framework) = 0 or list_contains($framework, programme_element.framework)
order by
    count(*) over (partition by programme_element.framework) desc,
    programme_element.framework asc,
    programme_element.element_id asc
