-- A figure that is not illustrative needs a basis, and a source beside that of its reference cost.
-- Choose a basis, and as source who says it: “This publication” for your own. Or leave it illustrative.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'is_illustrative' as field,
    'No' as found
from cost_line
where
    not is_illustrative
    and (
        basis is null
        or basis = 'placeholder'
        or source_id = 'example-programme'
        or source_id in (
            select cost_benchmark.source_id
            from cost_benchmark
            where
                cost_benchmark.benchmark_id in (cost_line.benchmark_id, cost_line.low_benchmark_id, cost_line.high_benchmark_id)
        )
    )
order by line_id
