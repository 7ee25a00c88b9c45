-- The values of some indicators for one country over the years.
-- One row per indicator and year.
--   $country      ISO3 code
--   $indicators   codes of the indicators
select
    observation.indicator_id,
    indicator.name as indicator_name,
    indicator.release,
    observation.year,
    observation.value,
    indicator.unit,
    observation.source_id
from observation
inner join indicator using (indicator_id)
where
    observation.iso3 = $country
    and list_contains($indicators, observation.indicator_id)
order by indicator.rank, observation.year
