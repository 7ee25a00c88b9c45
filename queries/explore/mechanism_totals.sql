-- How many mechanisms the landscape holds.
-- One row.
select count(*) as mechanism_count
from mechanism
