-- How institutions share migration data, each end as the list of institutions names it.
-- One row per documented exchange.
--   $region, $countries, $data_source, $arrangement, $linked, $institution_kind   lists of codes, empty for no restriction
select
    country.name as country_name,
    exchange_flow.dataset,
    exchange_flow.data_sources,
    exchange_flow.arrangement,
    exchange_flow.frequency,
    exchange_flow.links_individuals,
    exchange_flow.since_year,
    exchange_flow.until_year,
    exchange_flow.from_kind,
    exchange_flow.to_kind,
    exchange_flow.confidence,
    exchange_flow.exchange_id,
    exchange_flow.is_ended,
    exchange_flow.from_node,
    exchange_flow.to_node,
    exchange_flow.iso3,
    source.url,
    exchange_flow.source_id,
    coalesce(exchange_flow.from_name, exchange_flow.from_institution) as from_institution,
    coalesce(exchange_flow.to_name, exchange_flow.to_institution) as to_institution,
    coalesce(exchange_flow.is_planned, false) as is_planned
from exchange_flow
inner join country on exchange_flow.iso3 = country.iso3
inner join source on exchange_flow.source_id = source.source_id
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($countries) = 0 or list_contains($countries, exchange_flow.iso3))
    and (len($data_source) = 0 or list_has_any($data_source, exchange_flow.data_sources))
    and (len($arrangement) = 0 or list_contains($arrangement, exchange_flow.arrangement))
    and (len($linked) = 0 or list_contains($linked, exchange_flow.links_individuals))
    and (
        len($institution_kind) = 0
        or list_contains($institution_kind, exchange_flow.from_kind)
        or list_contains($institution_kind, exchange_flow.to_kind)
    )
order by strip_accents(country.name), exchange_flow.from_institution, exchange_flow.to_institution, exchange_flow.dataset
