-- The status is open, but the year of closing has passed.
-- Correct the status or the year.
-- Warns.
-- One row per mechanism that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    'status' as field,
    status as found
from mechanism
where status = 'open' and closes_year < year(current_date)
order by mechanism_id
