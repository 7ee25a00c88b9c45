-- The latest value of each assessment of statistical systems, by country; a country of which nothing is known has no row.
-- One row per country and assessment.
--   $assessments   codes of the indicators
--   $region, $income_group, $country_group   codes; empty means all
with latest as (
    select
        indicator_id,
        iso3,
        max(year) as latest_year,
        max_by(value, year) as latest_value,
        max_by(source_id, year) as source_id
    from observation
    where list_contains($assessments, indicator_id) and value is not null
    group by indicator_id, iso3
)

select
    country.iso3,
    country.name as country_name,
    country.region,
    country.income_group,
    latest.indicator_id,
    indicator.name as indicator_name,
    latest.latest_value,
    latest.latest_year,
    indicator.unit,
    indicator.decimals,
    indicator.definition,
    source.publisher,
    latest.source_id
from latest
inner join country on latest.iso3 = country.iso3
inner join indicator on latest.indicator_id = indicator.indicator_id
inner join source on latest.source_id = source.source_id
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($income_group) = 0 or list_contains($income_group, country.income_group))
    and (
        len($country_group) = 0
        or (country.is_ldc and list_contains($country_group, 'ldc'))
        or (country.is_lldc and list_contains($country_group, 'lldc'))
        or (country.is_sids and list_contains($country_group, 'sids'))
    )
order by strip_accents(country.name), country.iso3, indicator.rank
