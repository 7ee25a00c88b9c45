-- The published reference costs, by name.
-- One row per reference cost.
select
    benchmark_id as code,
    what as label
from cost_benchmark
order by strip_accents(what), benchmark_id
