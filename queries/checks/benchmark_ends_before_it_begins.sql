-- The last year lies before the first.
-- Exchange the two years, or correct one.
-- Blocks.
-- One row per reference cost that breaks the rule.
select
    'cost_benchmark' as table_name,
    benchmark_id as record,
    'last_year' as field,
    last_year as found
from cost_benchmark
where last_year < first_year
order by benchmark_id
