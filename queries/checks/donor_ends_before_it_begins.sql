-- The last year lies before the first.
-- Exchange the two years, or correct one.
-- Blocks.
-- One row per donor that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    'statistics_last_year' as field,
    statistics_last_year as found
from donor
where statistics_last_year < statistics_first_year
order by donor_id
