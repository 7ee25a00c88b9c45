-- Every mechanism that several can be chosen of, in alphabetical order; two of one name are told apart by their codes.
-- One row per mechanism.
select
    mechanism_id as code,
    concat(name, if(count(*) over (partition by name) > 1, concat(' (', mechanism_id, ')'), '')) as label
from mechanism
order by strip_accents(name), mechanism_id
