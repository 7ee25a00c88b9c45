-- A cost line that rests on a published reference cost names its row.
-- Choose the reference cost, or another basis.
-- Warns.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'benchmark_id' as field,
    'not known' as found
from cost_line
where basis = 'benchmark' and benchmark_id is null
order by line_id
