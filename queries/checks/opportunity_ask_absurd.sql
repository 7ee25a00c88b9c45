-- An ask of more than USD 10 billion is surely a mistake.
-- Check the amount and its currency; perhaps it is in thousands.
-- Blocks.
-- One row per opportunity that breaks the rule.
with rate as (
    select
        currency,
        arg_max(units_per_dollar, year) as units_per_dollar
    from exchange_rate
    group by currency
)

select
    'opportunity' as table_name,
    opportunity.opportunity_id as record,
    'ask' as field,
    opportunity.ask::varchar as found
from opportunity
left join rate on opportunity.currency = rate.currency
where abs(opportunity.ask) / case when coalesce(opportunity.currency, 'USD') = 'USD' then 1 else rate.units_per_dollar end > 10e9
order by record
