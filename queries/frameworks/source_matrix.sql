-- Which kind of institution holds which data source, and on what basis it shares it.
-- A source that an institution holds and that no exchange of it shares is "not documented", or "own" where the statistical office
-- holds it; what is only planned is "planned", and what has ended is "ended".
-- One row per data source, kind of institution and way of sharing.
--   $region, $countries, $data_source, $arrangement, $linked, $institution_kind   lists of codes, empty for no restriction
with named as ( -- the names under which an exchange may give an institution of its country
    select
        iso3,
        folded,
        min(institution_id) as institution_id
    from (
        select
            iso3,
            institution_id,
            lower(strip_accents(trim(unnest(list_concat([name], coalesce(other_names, [])))))) as folded
        from institution
    ) as spelled
    group by all
),

flow as (
    select
        data_exchange.*,
        giver.institution_id as from_id,
        giver.name as from_name,
        giver.kind as from_kind,
        taker.institution_id as to_id,
        taker.name as to_name,
        taker.kind as to_kind
    from data_exchange
    left join named as named_from
        on
            data_exchange.iso3 = named_from.iso3
            and lower(strip_accents(trim(data_exchange.from_institution))) = named_from.folded
    left join named as named_to
        on
            data_exchange.iso3 = named_to.iso3
            and lower(strip_accents(trim(data_exchange.to_institution))) = named_to.folded
    left join institution as giver on named_from.institution_id = giver.institution_id
    left join institution as taker on named_to.institution_id = taker.institution_id
),

shared as (
    select
        iso3,
        coalesce(from_id, lower(strip_accents(trim(from_institution)))) as holder,
        from_kind as institution_kind,
        unnest(data_sources) as data_source,
        case
            when until_year < year(current_date) then 'ended'
            when is_planned then 'planned'
            else arrangement
        end as sharing,
        links_individuals,
        source_id
    from flow
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
