-- Which elements of the model a country has: what an answer says, else whether a row of its lists is such an element.
-- An answer "not known" changes nothing; where the lists show what an answer is about, the evidence says both.
-- Present: an answer "yes", or an institution of one of the kinds or with one of the sources that the element names (with a legal
-- basis that is called so, and is about what, where it asks for one), or an exchange that runs and meets all that the element
-- names, or shares the source that the element is. Missing: an answer "no" and nothing else. Not known: all other, with what is
-- documented where a flow has the sources and the receiver that an element names and does not rest on what it asks, or links
-- records for another receiver; countries of which the landscape documents nothing do not appear.
-- One row per country and element.
--   $region, $countries   lists of codes, empty for no restriction
with documented as (
    select iso3 from institution
    union
    select iso3 from data_exchange
    union
    select iso3 from model_answer
),

legal as ( -- each text of a legal basis as its words with a space before and after each
    select
        institution_id,
        concat(' ', regexp_replace(lower(strip_accents(part)), '[^a-z0-9]+', ' ', 'g'), ' ') as folded
    from (
        select
            institution_id,
            unnest(string_split(legal_basis, ';')) as part
        from institution
    ) as parts
),

lawful as ( -- the institutions whose legal basis is called so, and is about what, as an element asks
    select distinct
        legal.institution_id,
        model_element.element_id
    from legal
    inner join model_element
        on
            coalesce(model_element.found_legal, false)
            and (
                model_element.legal_about is null
                or len(list_filter(
                    model_element.legal_about,
                    lambda word: contains(legal.folded, concat(' ', lower(strip_accents(word))))
                )) > 0
            )
            and (
                model_element.legal_called is null
                or len(list_filter(
                    model_element.legal_called,
                    lambda word: contains(legal.folded, concat(' ', lower(strip_accents(word)), ' '))
                )) > 0
            )
),

proof as (
    select
        institution.iso3,
        model_element.element_id,
        true as reaches,
        false as is_of_sender,
        if(
            coalesce(model_element.found_legal, false),
            concat(institution.name, ': ', institution.legal_basis),
            institution.name
        ) as evidence,
        institution.source_id,
        true as is_firm
    from institution
    inner join model_element
        on
            (
                list_contains(model_element.found_kinds, institution.kind)
                or list_has_any(model_element.found_sources, institution.data_sources)
            )
    left join lawful on institution.institution_id = lawful.institution_id and model_element.element_id = lawful.element_id
    where not coalesce(model_element.found_legal, false) or lawful.element_id is not null
    union all
    select
        exchange_flow.iso3,
        model_element.element_id,
        coalesce(list_contains(model_element.shared_to_kinds, exchange_flow.to_kind), model_element.shared_to_kinds is null)
            as reaches,
        model_element.kind = 'source' as is_of_sender,
        concat(
            coalesce(exchange_flow.from_name, exchange_flow.from_institution),
            ' → ',
            coalesce(exchange_flow.to_name, exchange_flow.to_institution),
            ': ',
            exchange_flow.dataset,
            case
                when model_element.kind = 'source' then ' (shared, so it is there)'
                when model_element.shared_linked and not reaches
                    then ' (individual records are linked, but not at an institution that the model names)'
                when model_element.kind <> 'exchange' then ''
                when exchange_flow.arrangement = 'unknown' then ' (basis not known)'
                else concat(' (', exchange_flow.arrangement, ')')
            end
        ) as evidence,
        exchange_flow.source_id,
        reaches
        and (model_element.shared_by is null or list_contains(model_element.shared_by, exchange_flow.arrangement)) as is_firm
    from exchange_flow
    inner join model_element
        on
            not coalesce(exchange_flow.is_planned, false)
            and not exchange_flow.is_ended
            and (
                model_element.kind = 'source'
                or model_element.shared_sources is not null
                or model_element.shared_to_kinds is not null
                or model_element.shared_by is not null
                or coalesce(model_element.shared_linked, false)
            )
            and (
                (model_element.kind <> 'source' and model_element.shared_sources is null)
                or list_has_any(
                    if(model_element.kind = 'source', model_element.found_sources, model_element.shared_sources),
                    exchange_flow.data_sources
                )
            )
            and ( -- records that are linked for another receiver are shown, and prove nothing
                coalesce(model_element.shared_linked, false)
                or model_element.shared_to_kinds is null
                or list_contains(model_element.shared_to_kinds, exchange_flow.to_kind)
            )
            and (
                model_element.kind = 'exchange' -- then what rests on less is shown, and proves nothing
                or model_element.shared_by is null
                or list_contains(model_element.shared_by, exchange_flow.arrangement)
            )
            and (not coalesce(model_element.shared_linked, false) or exchange_flow.links_individuals = 'yes')
),

proved as (
    select
        iso3,
        element_id,
        bool_or(is_firm) as is_firm,
        string_agg(distinct evidence, '; ' order by evidence) as evidence,
        min_by(source_id, evidence) as source_id
    from (
        select *
        from proof
        qualify not is_of_sender or bool_and(is_of_sender) over (partition by iso3, element_id) -- where no institution holds it
    ) as best
    group by iso3, element_id
)

select
    country.name as country_name,
    model_element.name as element_name,
    model_element.kind as element_kind,
    model_element.description as model_asks,
    shown.title as evidence_source,
    shown.url,
    standard.title as standard,
    model_element.standard_part,
    country.region,
    country.iso3,
    model_element.element_id,
    case
        when model_answer.answer = 'yes' then 'present'
        when model_answer.answer = 'no' then 'missing'
        when proved.is_firm then 'present'
        else 'unknown'
    end as model_status,
    case
        when model_answer.answer is null then proved.evidence
        when proved.evidence is null then coalesce(model_answer.note, 'An answer, without a note')
        else concat('Answered: ', coalesce(model_answer.note, model_answer.answer), '. Documented: ', proved.evidence)
    end as evidence,
    model_answer.answer is not null as is_answer,
    coalesce(model_answer.source_id, proved.source_id, model_element.source_id) as source_id
from documented
inner join country on documented.iso3 = country.iso3
cross join model_element
inner join source as standard on model_element.source_id = standard.source_id
left join model_answer
    on
        documented.iso3 = model_answer.iso3
        and model_element.element_id = model_answer.element_id
        and model_answer.answer <> 'unknown'
left join proved on documented.iso3 = proved.iso3 and model_element.element_id = proved.element_id
left join source as shown on coalesce(model_answer.source_id, proved.source_id) = shown.source_id
where
    (len($region) = 0 or list_contains($region, country.region))
    and (len($countries) = 0 or list_contains($countries, country.iso3))
order by strip_accents(country.name), model_element.position, model_element.element_id
