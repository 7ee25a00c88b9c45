-- Which kind of institution holds which data source, and on what basis it shares it.
-- A source that an institution holds and that no exchange of it shares is "not documented", or "own" where the statistical office
-- holds it; what is only planned is "planned", and what has ended is "ended".
-- One row per data source, kind of institution and way of sharing.
--   $region, $countries, $data_source, $arrangement, $linked, $institution_kind   lists of codes, empty for no restriction
with shared as (
    select
        iso3,
        from_node as holder,
        from_kind as institution_kind,
        unnest(data_sources) as data_source,
        case
            when is_ended then 'ended'
            when is_planned then 'planned'
            else arrangement
        end as sharing,
        links_individuals,
        source_id
    from exchange_flow
),

holding as (
    select
        iso3,
        institution_id as holder,
        kind as institution_kind,
        unnest(data_sources) as data_source,
        source_id
    from institution
),

found as (
    select * from shared
    union all by name
    select
        holding.*,
        if(holding.institution_kind = 'national statistical office', 'own', 'not documented') as sharing,
        'unknown' as links_individuals
    from holding
    anti join shared on holding.holder = shared.holder and holding.data_source = shared.data_source
)

select
    found.data_source,
    found.institution_kind,
    found.sharing,
    count(distinct found.iso3) as country_count,
    string_agg(distinct country.name, '; ' order by country.name) as country_names,
    min(found.source_id) as source_id
from found
inner join country on found.iso3 = country.iso3
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($countries) = 0 or list_contains($countries, found.iso3))
    and (len($data_source) = 0 or list_contains($data_source, found.data_source))
    and (len($arrangement) = 0 or list_contains($arrangement, found.sharing))
    and (len($linked) = 0 or list_contains($linked, found.links_individuals))
    and (len($institution_kind) = 0 or list_contains($institution_kind, found.institution_kind))
group by found.data_source, found.institution_kind, found.sharing
order by found.data_source, found.institution_kind, found.sharing
