-- The cost lines of the programme with their activities and the published costs they rest on.
-- One row per cost line.
select
    cost_line.line_id,
    cost_line.name as line_name,
    cost_line.activity_id,
    activity.name as activity_name,
    activity.component,
    cost_line.category as cost_category,
    cost_line.unit as cost_unit,
    cost_line.quantity,
    cost_line.is_per_country,
    cost_line.is_yearly,
    cost_line.unit_cost,
    cost_line.unit_cost_low,
    cost_line.unit_cost_high,
    cost_line.currency,
    cost_line.price_year,
    cost_line.first_year,
    cost_line.last_year,
    cost_line.region,
    cost_line.basis as cost_basis,
    cost_line.benchmark_id,
    cost_benchmark.what as benchmark_what,
    cost_line.benchmark_units,
    cost_line.is_illustrative,
    cost_line.source_id,
    cost_line.note
from cost_line
inner join activity on cost_line.activity_id = activity.activity_id
left join cost_benchmark on cost_line.benchmark_id = cost_benchmark.benchmark_id
order by
    list_position(
        ['institutional_frameworks', 'capacity_development', 'statistical_operations', 'coordination'], activity.component
    ),
    cost_line.activity_id,
    cost_line.line_id
