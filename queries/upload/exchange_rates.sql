-- The rates with which amounts in other currencies become US dollars.
-- One row per currency and year.
select
    currency,
    year,
    units_per_dollar
from exchange_rate
order by all
