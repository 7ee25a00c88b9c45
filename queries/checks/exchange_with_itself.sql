-- An institution does not share data with itself.
-- Correct the giving or the receiving institution.
-- Warns.
-- One row per data exchange that breaks the rule.
select
    'data_exchange' as table_name,
    exchange_id as record,
    'to_institution' as field,
    to_institution as found
from data_exchange
where lower(from_institution) = lower(to_institution)
order by exchange_id
