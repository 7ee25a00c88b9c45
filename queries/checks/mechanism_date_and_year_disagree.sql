-- The year of a mechanism's beginning or end is the year of its date.
-- Correct the date or the year; to take a date away, let both changes in.
-- Blocks.
-- One row per mechanism and date that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    'opened_year' as field,
    coalesce(opened_year::varchar, 'not known') || ' beside ' || opened_on as found
from mechanism
where opened_year is distinct from try_cast(left(opened_on, 4) as integer) and opened_on is not null
union all by name
select
    'mechanism' as table_name,
    mechanism_id as record,
    'closes_year' as field,
    coalesce(closes_year::varchar, 'not known') || ' beside ' || closes_on as found
from mechanism
where closes_year is distinct from try_cast(left(closes_on, 4) as integer) and closes_on is not null
order by record, field
