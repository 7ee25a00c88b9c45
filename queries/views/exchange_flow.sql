-- Documented exchanges of migration data, each end as the list of institutions names it.
-- One row per exchange: what it holds itself, which institutions its ends are, where these are known, and whether it has ended.
create or replace temp view exchange_flow as
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
)

select
    data_exchange.exchange_id,
    data_exchange.iso3,
    data_exchange.from_institution,
    data_exchange.to_institution,
    data_exchange.dataset,
    data_exchange.data_sources,
    data_exchange.arrangement,
    data_exchange.frequency,
    data_exchange.links_individuals,
    data_exchange.since_year,
    data_exchange.until_year,
    data_exchange.is_planned,
    data_exchange.source_id,
    data_exchange.confidence,
    giver.institution_id as from_id,
    giver.name as from_name,
    giver.kind as from_kind,
    taker.institution_id as to_id,
    taker.name as to_name,
    taker.kind as to_kind,
    coalesce(giver.institution_id, lower(strip_accents(trim(data_exchange.from_institution)))) as from_node,
    coalesce(taker.institution_id, lower(strip_accents(trim(data_exchange.to_institution)))) as to_node,
    coalesce(data_exchange.until_year < year(current_date), false) as is_ended
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
