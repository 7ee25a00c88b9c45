-- How strong the statistical system of each country is, in the latest year of the current series.
-- One row per country with a score, lowest first.
select
    country.name as country_name,
    iso3,
    region,
    subregion,
    income_group,
    observation.year,
    value as spi_score
from observation
inner join country using (iso3)
where indicator_id = 'spi_overall'
qualify observation.year = max(observation.year) over ()
order by spi_score, country_name
