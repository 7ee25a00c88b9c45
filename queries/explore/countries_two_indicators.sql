-- Countries that match the filters with their latest values of two indicators.
-- One row per country for which both are known.
--   $indicator, $against           codes of the indicators
--   $search                        start of any known spelling, or any part of a name, up to 3 letters a whole spelling
--                                  where there is one; empty means all
--   $region, $subregion, $income_group, $country_group   codes; empty means all
with latest as (
    select
        iso3,
        indicator_id,
        max(year) as latest_year,
        max_by(value, year) as latest_value
    from observation
    where indicator_id in ($indicator, $against)
    group by all
)

select
    country.name as country_name,
    country.iso3,
    country.region,
    country.subregion,
    country.income_group,
    one.latest_value as first_value,
    one.latest_year as first_value_year,
    two.latest_value as second_value,
    two.latest_year as second_value_year
from country
inner join latest as one on country.iso3 = one.iso3 and one.indicator_id = $indicator
inner join latest as two on country.iso3 = two.iso3 and two.indicator_id = $against
where (
    $search = ''
    or country.iso3 in (
        select country_alias.iso3
        from country_alias
        where strip_accents(lower(country_alias.alias)) = strip_accents(lower($search))
    )
    or (
        (
            length($search) > 3
            or not exists (
                select country_alias.iso3
                from country_alias
                where strip_accents(lower(country_alias.alias)) = strip_accents(lower($search))
            )
        )
        and (
            contains(
                strip_accents(lower(concat_ws(' ', country.name, country.name_fr, country.name_es, country.iso3))),
                strip_accents(lower($search))
            )
            or country.iso3 in (
                select country_alias.iso3
                from country_alias
                where starts_with(strip_accents(lower(country_alias.alias)), strip_accents(lower($search)))
            )
        )
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
order by country.name
