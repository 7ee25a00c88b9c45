-- A data exchange ends before it begins.
-- Correct one of the two years.
-- Blocks.
-- One row per data exchange that breaks the rule.
select
    'data_exchange' as table_name,
    exchange_id as record,
    'until_year' as field,
    until_year as found
from data_exchange
where until_year < since_year
order by exchange_id
