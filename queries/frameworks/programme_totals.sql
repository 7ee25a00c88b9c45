-- How many training programmes and events the landscape holds.
-- One row.
select count(*) as programme_count
from programme
