-- All that is known of one mechanism, with the page that it rests on.
-- One row per mechanism.
--   $mechanism   its code
select
    mechanism.name as mechanism_name,
    mechanism.mechanism_id,
    mechanism.acronym,
    mechanism.kind as mechanism_kind,
    mechanism.status,
    mechanism.opened_on,
    mechanism.closes_on,
    mechanism.funds_migration,
    mechanism.funds_statistics,
    mechanism.what_it_funds,
    mechanism.eligible,
    mechanism.application_route,
    mechanism.administrator,
    mechanism.award_min_usd,
    mechanism.award_max_usd,
    mechanism.total_usd,
    mechanism.total_basis,
    mechanism.total_note,
    mechanism.dac_aid_type,
    mechanism.confidence,
    mechanism.source_date,
    mechanism.source_id,
    source.publisher,
    source.title,
    source.url,
    source.vintage,
    array_to_string(mechanism.regions, ', ') as regions,
    case
        when mechanism.status = 'unknown' then null
        else coalesce('source of ' || left(mechanism.source_date, 4), 'source undated')
    end as status_source
from mechanism
inner join source on mechanism.source_id = source.source_id
where mechanism.mechanism_id = $mechanism
