-- The latest value of every indicator for some countries, beside the medians of their region and of their income group.
-- One row per indicator and country; latest value and year are null where nothing is known.
--   $countries    ISO3 codes
--   $indicators   codes of the indicators; empty means all
with chosen as (
    select *
    from country
    where list_contains($countries, iso3)
),

peers as (
    select
        iso3,
        region,
        income_group
    from country
    where
        iso3 in (select chosen.iso3 from chosen)
        or region in (select chosen.region from chosen)
        or income_group in (select chosen.income_group from chosen)
),

latest as (
    select
        observation.indicator_id,
        observation.iso3,
        peers.region,
        peers.income_group,
        max(observation.year) as latest_year,
        max_by(observation.value, observation.year) as latest_value
    from observation
    inner join peers using (iso3)
    where len($indicators) = 0 or list_contains($indicators, observation.indicator_id)
    group by all
),

by_region as (
    select
        indicator_id,
        region,
        median(latest_value) as region_median
    from latest
    where region in (select chosen.region from chosen)
    group by all
),

by_income as (
    select
        indicator_id,
        income_group,
        median(latest_value) as income_median
    from latest
    where income_group in (select chosen.income_group from chosen)
    group by all
)

select
    indicator.indicator_id,
    indicator.topic,
    indicator.name as indicator_name,
    chosen.name as country_name,
    chosen.iso3,
    latest.latest_value,
    latest.latest_year,
    chosen.region,
    by_region.region_median,
    chosen.income_group,
    by_income.income_median,
    indicator.unit,
    indicator.decimals,
    indicator.direction,
    indicator.release,
    indicator.publisher,
    indicator.definition,
    indicator.source_id
from indicator
cross join chosen
left join latest on indicator.indicator_id = latest.indicator_id and chosen.iso3 = latest.iso3
left join by_region on indicator.indicator_id = by_region.indicator_id and chosen.region = by_region.region
left join by_income on indicator.indicator_id = by_income.indicator_id and chosen.income_group = by_income.income_group
where len($indicators) = 0 or list_contains($indicators, indicator.indicator_id)
order by indicator.rank, indicator.name, chosen.name
