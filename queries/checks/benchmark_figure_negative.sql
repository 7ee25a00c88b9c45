-- The cost in US dollars and the countries covered cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per reference cost and field that breaks the rule.
select
    'cost_benchmark' as table_name,
    benchmark_id as record,
    field,
    found
from cost_benchmark unpivot (
    found for field in (
        amount_usd,
        countries_covered
    )
)
where found < 0
order by record, field
