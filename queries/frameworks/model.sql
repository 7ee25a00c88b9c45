-- The reference model of a national flow of migration data, each element with the standard it comes from.
-- One row per element.
select
    model_element.name as element_name,
    model_element.kind as element_kind,
    model_element.description as model_asks,
    giver.name as from_element,
    taker.name as to_element,
    model_element.arrangement,
    model_element.gsbpm_phases,
    source.title as standard,
    model_element.standard_part,
    source.vintage,
    source.url,
    model_element.element_id,
    model_element.from_element_id,
    model_element.to_element_id,
    model_element.source_id,
    model_element.found_kinds is not null
    or model_element.found_sources is not null
    or model_element.shared_sources is not null
    or model_element.shared_to_kinds is not null
    or model_element.shared_by is not null
    or coalesce(model_element.shared_linked, false) as is_found_in_lists
from model_element
inner join source on model_element.source_id = source.source_id
left join model_element as giver on model_element.from_element_id = giver.element_id
left join model_element as taker on model_element.to_element_id = taker.element_id
order by model_element.position, model_element.element_id
