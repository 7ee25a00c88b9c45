-- The amount of a record of support to statistics is negative.
-- A repayment may be negative; otherwise correct the amount.
-- Warns.
-- One row per project and field that breaks the rule.
select
    'project' as table_name,
    project_id as record,
    field,
    found
from project unpivot (
    found for field in (
        commitment_usd,
        disbursement_usd
    )
)
where found < 0
order by record, field
