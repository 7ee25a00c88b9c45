-- In which regions the countries of a set of priority countries lie: costs for each country are spent there.
-- One row per region; none where no set is chosen.
--   $priority   code of the scenario, or null
with members as (
    select unnest(countries) as iso3
    from scenario
    where kind = 'priority_countries' and scenario_id = $priority
)

select
    country.region,
    count(*) as country_count
from members
inner join country on members.iso3 = country.iso3
where country.region is not null
group by country.region
order by country.region
