-- Bilateral, multilateral or refugee aid is more than all aid of the donor in 2024.
-- Check the amounts and their unit: thousand, million?
-- Warns.
-- One row per donor and field that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    field,
    found
from donor unpivot (
    found for field in (
        oda_bilateral_2024_usd,
        oda_multilateral_2024_usd,
        refugee_cost_2024_usd
    )
)
where found > 1.000001 * oda_2024_usd
order by record, field
