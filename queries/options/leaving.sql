-- Every donor a reader can suppose to leave, in alphabetical order.
-- One row per donor.
select
    donor_id as code,
    name as label
from donor
order by strip_accents(name)
