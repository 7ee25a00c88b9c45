-- Every country a reader can choose, in alphabetical order.
-- One row per country.
select
    iso3 as code,
    name as label
from country
order by strip_accents(name)
