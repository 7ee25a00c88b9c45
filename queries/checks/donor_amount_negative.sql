-- Aid in a year and support to statistics over eleven years cannot be negative.
-- Write the number without the minus sign, or clear the cell where it is not known.
-- Blocks.
-- One row per donor and field that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    field,
    found
from donor unpivot (
    found for field in (
        oda_2024_usd,
        oda_bilateral_2024_usd,
        oda_multilateral_2024_usd,
        refugee_cost_2024_usd,
        to_un_core_2024_usd,
        statistics_2010_2020_usd
    )
)
where found < 0
order by record, field
