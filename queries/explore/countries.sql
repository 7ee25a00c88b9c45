-- Countries that match the filters with their latest value of one indicator, the highest first.
-- One row per country; latest value and year are null where nothing is known.
--   $indicator                     code of the indicator
--   $search                        start of any known spelling, or any part of a name, up to 3 letters a whole spelling
--                                  where there is one; empty means all
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
    country.name as country_name,
    country.iso3,
    latest.latest_value,
    latest.latest_year,
    indicator.name as indicator_name,
    indicator.unit,
    country.region,
    country.subregion,
    country.income_group,
    country.is_ldc,
    country.is_lldc,
    country.is_sids,
    country.longitude,
    country.latitude,
    indicator.source_id,
    case
        when latest.latest_value is not null
            then rank() over (
                order by latest.latest_value * if(indicator.direction = 'lower is better', -1, 1) desc nulls last
            )
    end as place
from country
cross join indicator
left join latest on country.iso3 = latest.iso3
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
and indicator.indicator_id = $indicator
order by latest.latest_value desc nulls last, country.name asc
