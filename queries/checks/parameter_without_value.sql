-- Every parameter needs a value: without it nothing can be counted.
-- Fill in a value, or the choice where it is a currency.
-- Blocks.
-- One row per parameter that breaks the rule.
select
    'parameter' as table_name,
    parameter_id as record,
    'value' as field,
    'not known' as found
from parameter
where case when parameter_id = 'currency' then choice is null else value is null end
order by parameter_id
