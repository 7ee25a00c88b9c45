-- A cost line of more than USD 10 billion is surely a mistake.
-- Check the quantity, the years, the unit cost and its currency; perhaps it is in thousands.
-- Blocks.
-- One row per cost line that breaks the rule.
with rate as (
    select
        currency,
        arg_max(units_per_dollar, year) as units_per_dollar
    from exchange_rate
    group by currency
),

parameters as (
    select
        max(value) filter (where parameter_id = 'country_count') as country_count,
        max(value) filter (where parameter_id = 'price_year') as price_year
    from parameter
)

select
    'cost_line' as table_name,
    cost_line.line_id as record,
    'unit_cost' as field,
    cost_line.unit_cost::varchar as found
from cost_line
cross join parameters
left join rate on cost_line.currency = rate.currency
left join exchange_rate as of_year
    on
        cost_line.currency = of_year.currency
        and coalesce(cost_line.price_year, parameters.price_year) = of_year.year
where
    -- as the page counts it: quantity, countries and years, before prices rise and shares are added; a sign makes it no smaller
    greatest(abs(cost_line.unit_cost), abs(cost_line.unit_cost_high)) * abs(coalesce(cost_line.quantity, 1))
    * case when cost_line.is_per_country then coalesce(parameters.country_count, 1) else 1 end
    * case when cost_line.is_yearly then coalesce(greatest(1, cost_line.last_year - cost_line.first_year + 1), 1) else 1 end
    / case when cost_line.currency = 'USD' then 1 else coalesce(of_year.units_per_dollar, rate.units_per_dollar) end > 10e9
order by record
