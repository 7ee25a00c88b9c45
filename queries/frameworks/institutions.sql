-- Institutions with a role in migration statistics, with the number of exchanges that they take part in.
-- Those that have ended are not counted.
-- One row per institution.
--   $region, $countries, $data_source, $arrangement, $linked, $institution_kind   lists of codes, empty for no restriction
with ends as (
    select
        from_id as institution_id,
        exchange_id,
        arrangement,
        links_individuals,
        is_ended
    from exchange_flow
    union
    select
        to_id as institution_id,
        exchange_id,
        arrangement,
        links_individuals,
        is_ended
    from exchange_flow
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
