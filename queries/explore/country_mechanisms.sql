-- Mechanisms whose regions cover one country, those for part of the world before those for all of it.
-- One row per mechanism.
--   $country   ISO3 code
select
    mechanism.name as mechanism_name,
    mechanism.kind as mechanism_kind,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.regions,
    mechanism.eligible,
    mechanism.application_route,
    mechanism.closes_on,
    mechanism.total_usd,
    mechanism.total_basis,
    mechanism.confidence,
    mechanism.mechanism_id,
    source.url,
    mechanism.source_id
from mechanism
inner join source on mechanism.source_id = source.source_id
inner join country
    on list_has_any(
        mechanism.regions,
        [
            'Global',
            country.region,
            country.subregion,
            case
                when country.subregion in ('Caribbean', 'Central America', 'South America') then 'Latin America and the Caribbean'
            end,
            case when country.region = 'Africa' and country.subregion <> 'Northern Africa' then 'Sub-Saharan Africa' end
        ]
    )
where country.iso3 = $country
order by list_contains(mechanism.regions, 'Global'), mechanism.name
