-- How many other global programmes the landscape holds.
-- One row.
select count(*) as global_programme_count
from global_programme
