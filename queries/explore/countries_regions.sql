-- Median of the latest values of one indicator in each region, of the countries that match the filters.
-- One row per region, and one for all countries together whose region is null.
--   $indicator                     code of the indicator
--   $search                        start of any known spelling, or any part of a name; empty means all
--   $region, $subregion, $income_group, $country_group   codes; empty means all
with latest as (
    select
        iso3,
        max(year) as latest_year,
        max_by(value, year) as latest_value
    from observation
    where indicator_id = $indicator
    group by iso3
)

select
    country.region as region_name,
    count(*)::bigint as country_count,
    count(latest.latest_value)::bigint as known_count,
    median(latest.latest_value) as median_value,
    min(latest.latest_year)::bigint as first_year,
    max(latest.latest_year)::bigint as last_year,
    grouping(country.region) = 1 as is_all
from country
left join latest on country.iso3 = latest.iso3
where (
    $search = ''
    or contains(
        strip_accents(lower(concat_ws(' ', country.name, country.name_fr, country.name_es, country.iso3))),
        strip_accents(lower($search))
    )
    or country.iso3 in (
        select country_alias.iso3
        from country_alias
        where
            $search <> ''
            and starts_with(strip_accents(lower(country_alias.alias)), strip_accents(lower($search)))
    )
)
and (len($region) = 0 or list_contains($region, country.region))
and (len($subregion) = 0 or list_contains($subregion, country.subregion))
and (len($income_group) = 0 or list_contains($income_group, country.income_group))
and (
    len($country_group) = 0
    or (country.is_ldc and list_contains($country_group, 'ldc'))
    or (country.is_lldc and list_contains($country_group, 'lldc'))
    or (country.is_sids and list_contains($country_group, 'sids'))
)
group by grouping sets ((country.region), ())
having is_all or country.region is not null
order by is_all desc, median_value desc nulls last, region_name asc
