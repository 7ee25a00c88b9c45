-- For this currency the landscape has no exchange rate.
-- Write the ISO 4217 code of a currency, such as EUR or USD.
-- Blocks.
-- One row per parameter that breaks the rule.
select
    'parameter' as table_name,
    parameter_id as record,
    'choice' as field,
    choice as found
from parameter
where parameter_id = 'currency' and choice <> 'USD' and choice not in (select exchange_rate.currency from exchange_rate)
order by parameter_id
