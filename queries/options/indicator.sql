-- Every indicator a reader can choose, in the order of menus.
-- One row per indicator.
select
    indicator_id as code,
    name as label
from indicator
order by rank, name
