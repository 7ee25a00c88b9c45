-- Institutions with a role in migration statistics, with the number of exchanges that they take part in.
-- Those that have ended are not counted.
-- One row per institution.
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

ends as (
    select
        from_id as institution_id,
        exchange_id,
        arrangement,
        links_individuals,
        coalesce(until_year < year(current_date), false) as is_ended
    from flow
    union
    select
        to_id as institution_id,
        exchange_id,
        arrangement,
        links_individuals,
        coalesce(until_year < year(current_date), false) as is_ended
    from flow
),

shares as (
    select
        institution_id,
        count(distinct exchange_id) filter (where not is_ended) as exchange_count,
        list(distinct arrangement) as arrangements,
        list(distinct links_individuals) as links
    from ends
    group by institution_id
)

select
    country.name as country_name,
    institution.name as institution_name,
    institution.kind as institution_kind,
    institution.role,
    institution.data_sources,
    institution.legal_basis,
    institution.gsbpm_phases,
    institution.confidence,
    institution.institution_id,
    institution.iso3,
    source.url,
    institution.source_id,
    coalesce(shares.exchange_count, 0) as exchange_count
from institution
inner join country on institution.iso3 = country.iso3
inner join source on institution.source_id = source.source_id
left join shares on institution.institution_id = shares.institution_id
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($countries) = 0 or list_contains($countries, institution.iso3))
    and (len($data_source) = 0 or list_has_any($data_source, institution.data_sources))
    and (len($arrangement) = 0 or list_has_any($arrangement, shares.arrangements))
    and (len($linked) = 0 or list_has_any($linked, shares.links))
    and (len($institution_kind) = 0 or list_contains($institution_kind, institution.kind))
order by strip_accents(country.name), institution.kind, strip_accents(institution.name)
