-- What a donor gave in a few years, or to an organisation, is negative.
-- More paid back than given may be negative; otherwise correct the amount.
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
        statistics_2018_2020_usd,
        iom_voluntary_2022_2024_usd,
        unhcr_voluntary_2022_2024_usd
    )
)
where found < 0
order by record, field
