-- A rate is more than zero: what one US dollar bought of the currency.
-- Correct the rate, or remove the row.
-- Blocks.
-- One row per exchange rate and field that breaks the rule.
with known as (
    select
        *,
        currency || ' · ' || year as record_key
    from exchange_rate
)

select
    'exchange_rate' as table_name,
    record_key as record,
    field,
    found
from known unpivot (
    found for field in (
        units_per_dollar
    )
)
where found <= 0
order by record, field
