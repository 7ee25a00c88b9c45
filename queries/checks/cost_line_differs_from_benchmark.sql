-- A unit cost taken from a reference cost is its amount, divided by the units that it paid for.
-- Choose the basis and the source of the new figure, or correct the units in the reference cost.
-- Warns.
-- One row per cost line that breaks the rule.
with reference as (
    select
        cost_line.line_id,
        cost_line.unit_cost,
        case cost_line.currency
            when cost_benchmark.currency then cost_benchmark.amount
            when 'USD' then cost_benchmark.amount_usd
        end / coalesce(cost_line.benchmark_units, 1) as per_unit
    from cost_line
    inner join cost_benchmark on cost_line.benchmark_id = cost_benchmark.benchmark_id
    where cost_line.basis = 'benchmark' and coalesce(cost_line.benchmark_units, 1) > 0
)

select
    'cost_line' as table_name,
    line_id as record,
    'unit_cost' as field,
    concat(unit_cost::varchar, ' beside ', round(per_unit, 2)::varchar) as found
from reference
-- half a per cent is rounding; a reference cost that is not known in the currency of the line is not compared
where abs(unit_cost - per_unit) > greatest(0.01, 0.005 * per_unit)
order by line_id
