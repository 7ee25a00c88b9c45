-- The latest yearly exchange rate of each currency.
-- One row per currency.
select
    currency,
    max(year) as rate_year,
    arg_max(units_per_dollar, year) as units_per_dollar,
    arg_max(source_id, year) as source_id
from exchange_rate
group by currency
order by currency
