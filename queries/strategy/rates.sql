-- The yearly exchange rates of each currency.
-- One row per currency and year; the latest year of a currency comes last.
select
    currency,
    year as rate_year,
    units_per_dollar,
    source_id
from exchange_rate
order by currency, rate_year
