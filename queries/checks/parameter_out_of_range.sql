-- This value cannot be right for the parameter.
-- Give 0–100 for per cent, a year of 2000–2100, 1–250 countries, or a delay of 0–20 years.
-- Blocks.
-- One row per parameter that breaks the rule.
select
    'parameter' as table_name,
    parameter_id as record,
    'value' as field,
    value::varchar as found
from parameter
where
    (parameter_id like '%_pct' and value not between 0 and 100)
    or ((parameter_id like '%_first_year' or parameter_id = 'price_year') and value not between 2000 and 2100)
    or (parameter_id = 'country_count' and value not between 1 and 250)
    or (parameter_id = 'delay_years' and value not between 0 and 20)
    or ((parameter_id like '%_year' or parameter_id in ('country_count', 'delay_years')) and value <> floor(value))
order by parameter_id
