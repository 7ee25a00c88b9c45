-- Another institution of the country has the same name.
-- Keep one of the two, or give the other its full name.
-- Warns.
-- One row per institution that breaks the rule.
select
    'institution' as table_name,
    institution_id as record,
    'name' as field,
    name as found
from institution
qualify count(*) over (partition by iso3, lower(strip_accents(trim(name)))) > 1
order by institution_id
