-- The currencies in which costs can be shown, the US dollar first.
-- One row per currency.
with listed as (
    select 'USD' as code
    union
    select currency as code
    from exchange_rate
)

select
    code,
    code as label
from listed
order by code <> 'USD', code
