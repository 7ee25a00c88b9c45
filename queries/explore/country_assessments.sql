-- The latest value of each assessment of the statistical system of one country: SPI, ODIN and the SDG indicators on statistics.
-- One row per assessment with a known value.
--   $country   ISO3 code
select
    indicator.name as indicator_name,
    indicator.unit,
    indicator.definition as what_measured,
    indicator.publisher,
    max_by(observation.value, observation.year) as latest_value,
    max(observation.year) as latest_year,
    max_by(source.url, observation.year) as url,
    max_by(observation.source_id, observation.year) as source_id
from observation
inner join indicator on observation.indicator_id = indicator.indicator_id
inner join source on observation.source_id = source.source_id
where
    observation.iso3 = $country
    and indicator.release = 'current'
    and (
        indicator.indicator_id in ('spi_overall', 'odin_overall')
        or starts_with(indicator.indicator_id, 'sdg_17_18')
        or starts_with(indicator.indicator_id, 'sdg_17_19')
    )
group by indicator.name, indicator.unit, indicator.definition, indicator.publisher, indicator.rank
order by indicator.rank
