-- All that is known of one mechanism, with the page that it rests on.
-- One row per mechanism.
--   $mechanism   its code
with noted as (
    select *
    from mechanism
    union all by name
    select null::varchar as note
    where false
)

select
    noted.name as mechanism_name,
    noted.mechanism_id,
    noted.acronym,
    noted.kind as mechanism_kind,
    noted.status,
    noted.opened_on,
    noted.closes_on,
    noted.funds_migration,
    noted.funds_statistics,
    noted.what_it_funds,
    noted.eligible,
    noted.application_route,
    noted.administrator,
    noted.award_min_usd,
    noted.award_max_usd,
    noted.total_usd,
    noted.total_basis,
    noted.total_note,
    noted.note,
    noted.dac_aid_type,
    noted.confidence,
    noted.source_date,
    noted.source_id,
    source.publisher,
    source.title,
    source.url,
    source.vintage,
    array_to_string(noted.regions, ', ') as regions,
    case
        when noted.status = 'unknown' then null
        else coalesce('source of ' || left(noted.source_date, 4), 'source undated')
    end as status_source
from noted
inner join source on noted.source_id = source.source_id
where noted.mechanism_id = $mechanism
