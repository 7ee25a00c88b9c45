-- A reference cost is more than zero.
-- Correct the amount, or remove the row.
-- Blocks.
-- One row per reference cost that breaks the rule.
select
    'cost_benchmark' as table_name,
    benchmark_id as record,
    'amount' as field,
    amount as found
from cost_benchmark
where amount <= 0
order by benchmark_id
