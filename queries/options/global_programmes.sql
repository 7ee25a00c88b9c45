-- The other global programmes, in alphabetical order.
-- One row per programme or phase.
select
    global_programme_id as code,
    name as label
from global_programme
order by strip_accents(name), global_programme_id
