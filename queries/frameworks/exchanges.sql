-- How institutions share migration data, each end as the list of institutions names it.
-- One row per documented exchange.
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
)

select
    country.name as country_name,
    flow.dataset,
    flow.data_sources,
    flow.arrangement,
    flow.frequency,
    flow.links_individuals,
    flow.since_year,
    flow.until_year,
    flow.from_kind,
    flow.to_kind,
    flow.confidence,
    flow.exchange_id,
    flow.iso3,
    source.url,
    flow.source_id,
    coalesce(flow.from_name, flow.from_institution) as from_institution,
    coalesce(flow.to_name, flow.to_institution) as to_institution,
    coalesce(flow.is_planned, false) as is_planned,
    coalesce(flow.until_year < year(current_date), false) as is_ended,
    coalesce(flow.from_id, lower(strip_accents(trim(flow.from_institution)))) as from_node,
    coalesce(flow.to_id, lower(strip_accents(trim(flow.to_institution)))) as to_node
from flow
inner join country on flow.iso3 = country.iso3
inner join source on flow.source_id = source.source_id
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($countries) = 0 or list_contains($countries, flow.iso3))
    and (len($data_source) = 0 or list_has_any($data_source, flow.data_sources))
    and (len($arrangement) = 0 or list_contains($arrangement, flow.arrangement))
    and (len($linked) = 0 or list_contains($linked, flow.links_individuals))
    and (
        len($institution_kind) = 0
        or list_contains($institution_kind, flow.from_kind)
        or list_contains($institution_kind, flow.to_kind)
    )
order by strip_accents(country.name), flow.from_institution, flow.to_institution, flow.dataset
