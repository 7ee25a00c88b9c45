-- The aid of a donor in a year cannot be negative.
-- Correct the amount, or clear the cell where it is not known.
-- Blocks.
-- One row per donor that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    'oda_2024_usd' as field,
    oda_2024_usd as found
from donor
where oda_2024_usd < 0
order by donor_id
