-- What a contributor paid into a mechanism is negative.
-- A repayment may be negative; otherwise correct the amount.
-- Warns.
-- One row per contribution and field that breaks the rule.
with known as (
    select
        *,
        mechanism_id || ' · ' || contributor as record_key
    from mechanism_contributor
)

select
    'mechanism_contributor' as table_name,
    record_key as record,
    field,
    found
from known unpivot (
    found for field in (
        paid_usd
    )
)
where found < 0
order by record, field
