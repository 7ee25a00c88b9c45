-- The UN M49 regions that have countries, in alphabetical order.
-- One row per region.
select distinct
    region as code,
    region as label
from country
where region is not null
order by region
