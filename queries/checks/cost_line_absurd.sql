-- A cost line of more than USD 10 billion is surely a mistake.
-- Check the quantity, the unit cost and its currency; perhaps it is in thousands.
-- Blocks.
-- One row per cost line that breaks the rule.
with rate as (
    select
        currency,
        arg_max(units_per_dollar, year) as units_per_dollar
    from exchange_rate
    group by currency
)

select
    'cost_line' as table_name,
    cost_line.line_id as record,
    'unit_cost' as field,
    cost_line.unit_cost::varchar as found
from cost_line
left join rate on cost_line.currency = rate.currency
where
    greatest(cost_line.unit_cost, cost_line.unit_cost_high) * coalesce(cost_line.quantity, 1)
    / case when cost_line.currency = 'USD' then 1 else rate.units_per_dollar end > 10e9
order by record
