-- The countries of the ranking of needs that match the filters, in alphabetical order.
-- One row per country.
--   $scored   'aid_recipients' for countries on the list of aid recipients, 'all' for all countries and areas
--   $region, $income_group, $country_group   codes; empty means all
select
    iso3,
    name as country_name,
    region,
    income_group,
    is_ldc,
    is_lldc,
    is_sids,
    longitude,
    latitude
from country
where
    ($scored = 'all' or is_oda_eligible)
    and (len($region) = 0 or list_contains($region, region))
    and (len($income_group) = 0 or list_contains($income_group, income_group))
    and (
        len($country_group) = 0
        or (is_ldc and list_contains($country_group, 'ldc'))
        or (is_lldc and list_contains($country_group, 'lldc'))
        or (is_sids and list_contains($country_group, 'sids'))
    )
order by strip_accents(name), iso3
