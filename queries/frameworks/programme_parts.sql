-- Which components of other global programmes our programme has, by which of its activities, and why that is said.
-- One row per component that something of our programme is matched with.
with said as (
    select
        programme_match.global_component,
        programme_match.kind,
        programme_match.reason,
        activity.activity_id,
        activity.name
    from programme_match
    inner join activity
        on
            (programme_match.kind = 'component' and programme_match.programme_part = activity.component)
            or (programme_match.kind = 'activity' and programme_match.programme_part = activity.activity_id)
            or (
                programme_match.kind = 'cost_category'
                and activity.activity_id in (
                    select cost_line.activity_id
                    from cost_line
                    where cost_line.category = programme_match.programme_part
                )
            )
)

select
    global_component,
    list_sort(list(distinct name)) as our_activities,
    list_sort(list(distinct kind)) as matched_by,
    string_agg(distinct reason, '; ' order by reason) as match_reason
from said
group by global_component
order by global_component
