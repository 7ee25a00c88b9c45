-- Training and capacity development that names one country, the latest first.
-- One row per programme or event.
--   $country   ISO3 code
select
    programme.name as programme_name,
    programme.providers,
    programme.funders,
    programme.first_year,
    programme.last_year,
    programme.status as programme_status,
    programme.what_it_does,
    programme.confidence,
    programme.programme_id,
    source.url,
    programme.source_id
from programme
inner join source on programme.source_id = source.source_id
where list_contains(programme.countries, $country)
order by programme.last_year desc nulls last, programme_name asc
