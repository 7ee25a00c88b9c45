-- For this currency the landscape has no exchange rate.
-- Write the ISO 4217 code of the currency, such as EUR, or give the amount in USD.
-- Blocks.
-- One row per opportunity that breaks the rule.
select
    'opportunity' as table_name,
    opportunity_id as record,
    'currency' as field,
    currency as found
from opportunity
where currency <> 'USD' and currency not in (select exchange_rate.currency from exchange_rate)
order by opportunity_id
