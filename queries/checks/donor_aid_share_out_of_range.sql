-- Aid as a share of national income is a percentage between 0 and 10.
-- Write 0.7 for 0.7 per cent.
-- Blocks.
-- One row per donor that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    'oda_gni_pct_2024' as field,
    oda_gni_pct_2024 as found
from donor
where oda_gni_pct_2024 not between 0 and 10
order by donor_id
