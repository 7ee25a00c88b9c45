-- A mechanism with this name or acronym exists under another code.
-- If it is the same one, give it the code of the existing one.
-- Warns.
-- One row per mechanism that breaks the rule.
select distinct
    'mechanism' as table_name,
    one.mechanism_id as record,
    'name' as field,
    one.name as found
from mechanism as one
inner join mechanism as other
    on
        one.mechanism_id <> other.mechanism_id
        and (
            lower(strip_accents(one.name)) = lower(strip_accents(other.name))
            or upper(one.acronym) = upper(other.acronym)
        )
order by one.mechanism_id
