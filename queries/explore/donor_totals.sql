-- How many donors there are.
-- One row.
select count(*)::bigint as donor_count
from donor
