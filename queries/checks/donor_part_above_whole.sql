-- A part of the period is more than the whole period, 2010–2020.
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
        statistics_2010_2014_usd,
        statistics_2015_2017_usd,
        statistics_2018_2020_usd
    )
)
where found > 1.000001 * statistics_2010_2020_usd
order by record, field
