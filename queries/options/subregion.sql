-- The UN M49 sub-regions that have countries, in alphabetical order.
-- One row per sub-region.
select distinct
    subregion as code,
    subregion as label
from country
where subregion is not null
order by subregion
