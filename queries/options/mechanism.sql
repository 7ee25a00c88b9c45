-- Every mechanism a reader can choose, in alphabetical order.
-- One row per mechanism.
select
    mechanism_id as code,
    name as label
from mechanism
order by strip_accents(name)
