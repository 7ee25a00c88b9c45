-- For this currency the landscape has no exchange rate.
-- Write the ISO 4217 code of the currency, such as EUR, or give the amount in USD.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'currency' as field,
    currency as found
from cost_line
where currency <> 'USD' and currency not in (select exchange_rate.currency from exchange_rate)
order by line_id
