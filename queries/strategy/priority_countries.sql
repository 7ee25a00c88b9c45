-- The countries of a set of priority countries that somebody kept, in alphabetical order.
-- One row per country; none where no set is chosen.
--   $priority   code of the scenario, or null
with members as (
    select unnest(countries) as iso3
    from scenario
    where kind = 'priority_countries' and scenario_id = $priority
)

select
    members.iso3,
    country.name as country_name
from members
inner join country on members.iso3 = country.iso3
order by strip_accents(country.name), members.iso3
