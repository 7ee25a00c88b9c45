-- The published costs beside each cost line: those it names, and others of the same kind and unit as the one it is taken from.
-- Others are left out where the amount of that one paid for several units of the line: for how many theirs did, nobody says.
-- One row per cost line and reference cost; the cost of one unit, in US dollars where a rate is known.
with rate as (
    select
        currency,
        arg_max(units_per_dollar, year) as units_per_dollar
    from exchange_rate
    group by currency
),

beside as (
    select
        line_id,
        benchmark_id,
        'named' as reference_kind
    from cost_line
    union all
    select
        line_id,
        low_benchmark_id as benchmark_id,
        'low' as reference_kind
    from cost_line
    where low_benchmark_id is distinct from benchmark_id
    union all
    select
        line_id,
        high_benchmark_id as benchmark_id,
        'high' as reference_kind
    from cost_line
    where high_benchmark_id is distinct from benchmark_id and high_benchmark_id is distinct from low_benchmark_id
    union all
    select
        cost_line.line_id,
        other.benchmark_id,
        'similar' as reference_kind
    from cost_line
    inner join cost_benchmark as own on cost_line.benchmark_id = own.benchmark_id
    inner join cost_benchmark as other on own.category = other.category and own.unit = other.unit
    where
        coalesce(cost_line.benchmark_units, 1) = 1
        and other.benchmark_id is distinct from cost_line.benchmark_id
        and other.benchmark_id is distinct from cost_line.low_benchmark_id
        and other.benchmark_id is distinct from cost_line.high_benchmark_id
)

select
    beside.line_id,
    beside.benchmark_id,
    beside.reference_kind,
    cost_benchmark.what as benchmark_what,
    cost_benchmark.place,
    cost_benchmark.first_year,
    cost_benchmark.last_year,
    cost_benchmark.caveat,
    cost_benchmark.confidence,
    cost_benchmark.source_id,
    coalesce(cost_benchmark.amount_usd, cost_benchmark.amount / rate.units_per_dollar)
    / case beside.reference_kind
        when 'named' then coalesce(cost_line.benchmark_units, 1)
        when 'low' then coalesce(cost_line.low_benchmark_units, 1)
        when 'high' then coalesce(cost_line.high_benchmark_units, 1)
        else 1
    end as reference_per_unit
from beside
inner join cost_line on beside.line_id = cost_line.line_id
inner join cost_benchmark on beside.benchmark_id = cost_benchmark.benchmark_id
left join rate on cost_benchmark.currency = rate.currency
order by
    beside.line_id,
    list_position(['named', 'low', 'high', 'similar'], beside.reference_kind),
    cost_benchmark.what,
    beside.benchmark_id
