-- Training and capacity development that matches the filters, in alphabetical order.
-- A forum, a network and a toolkit train nobody: `is_training` says of which kind a programme is.
-- One row per programme or event.
--   $search    any part of a name, provider, funder, audience or of what it does; empty means all
--   $training_topic, $gsbpm_phase, $training_level, $language, $training_mode, $programme_status   codes; empty means all
--   $covers    Global or M49 regions that the programme names, whole or in part; empty means all
--   $provider, $funder   names as the sources have them; empty means all
with part as (
    select distinct
        subregion,
        region
    from country
    where subregion is not null
),

known as (
    select
        programme.*,
        coalesce(
            part.region,
            case programme.region
                when 'Sub-Saharan Africa' then 'Africa'
                when 'Latin America and the Caribbean' then 'Americas'
                else programme.region
            end
        ) as world_region
    from programme
    left join part on programme.region = part.subregion
)

select
    known.name as programme_name,
    known.status as programme_status,
    known.topics,
    known.providers,
    known.region as programme_area,
    known.first_year,
    known.last_year,
    known.level,
    known.languages,
    known.mode,
    known.funders,
    known.countries,
    known.gsbpm_phases,
    known.kind as programme_kind,
    known.audience,
    known.what_it_does,
    known.dates_note,
    known.cost_usd,
    known.source_date,
    known.confidence,
    source.publisher,
    source.url,
    known.source_id,
    known.world_region,
    known.programme_id,
    coalesce(known.kind not in ('forum', 'network', 'toolkit'), false) as is_training
from known
inner join source on known.source_id = source.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(
                ' ',
                known.name,
                array_to_string(known.providers, ' '),
                array_to_string(known.funders, ' '),
                known.audience,
                known.what_it_does
            ))),
            strip_accents(lower($search))
        )
    )
    and (len($training_topic) = 0 or list_has_any(known.topics, $training_topic))
    and (len($gsbpm_phase) = 0 or list_has_any(known.gsbpm_phases, $gsbpm_phase))
    and (len($training_level) = 0 or list_contains($training_level, known.level))
    and (len($language) = 0 or list_has_any(known.languages, $language))
    and (len($training_mode) = 0 or list_contains($training_mode, known.mode))
    and (len($programme_status) = 0 or list_contains($programme_status, known.status))
    and (len($covers) = 0 or list_contains($covers, known.world_region))
    and (len($provider) = 0 or list_has_any(known.providers, $provider))
    and (len($funder) = 0 or list_has_any(known.funders, $funder))
order by strip_accents(known.name), known.programme_id
