-- In which regions the countries of each set of priority countries lie.
-- One row per set and region.
with members as (
    select
        scenario_id,
        unnest(countries) as iso3
    from scenario
    where kind = 'priority_countries'
)

select
    members.scenario_id as priority,
    country.region,
    count(*) as country_count
from members
inner join country on members.iso3 = country.iso3
group by members.scenario_id, country.region
order by members.scenario_id, country.region
