-- Training and capacity development that matches the filters, in alphabetical order.
-- `is_training`: whether it trains anybody, see the view `training_offer`.
-- One row per programme or event.
--   $search    any part of a name, provider, funder, audience or of what it does; empty means all
--   $training_topic, $gsbpm_phase, $training_level, $language, $training_mode, $programme_status   codes; empty means all
--   $covers    Global or M49 regions that the programme names, whole or in part; empty means all
--   $provider, $funder   names as the sources have them; empty means all
select
    training_offer.name as programme_name,
    training_offer.status as programme_status,
    training_offer.topics,
    training_offer.providers,
    training_offer.region as programme_area,
    training_offer.first_year,
    training_offer.last_year,
    training_offer.level,
    training_offer.languages,
    training_offer.mode,
    training_offer.funders,
    training_offer.countries,
    training_offer.gsbpm_phases,
    training_offer.kind as programme_kind,
    training_offer.audience,
    training_offer.what_it_does,
    training_offer.dates_note,
    training_offer.cost_usd,
    training_offer.source_date,
    training_offer.confidence,
    source.publisher,
    source.url,
    training_offer.source_id,
    training_offer.world_region,
    training_offer.programme_id,
    training_offer.is_training
from training_offer
inner join source on training_offer.source_id = source.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(
                ' ',
                training_offer.name,
                array_to_string(training_offer.providers, ' '),
                array_to_string(training_offer.funders, ' '),
                training_offer.audience,
                training_offer.what_it_does
            ))),
            strip_accents(lower($search))
        )
    )
    and (len($training_topic) = 0 or list_has_any(training_offer.topics, $training_topic))
    and (len($gsbpm_phase) = 0 or list_has_any(training_offer.gsbpm_phases, $gsbpm_phase))
    and (len($training_level) = 0 or list_contains($training_level, training_offer.level))
    and (len($language) = 0 or list_has_any(training_offer.languages, $language))
    and (len($training_mode) = 0 or list_contains($training_mode, training_offer.mode))
    and (len($programme_status) = 0 or list_contains($programme_status, training_offer.status))
    and (len($covers) = 0 or list_contains($covers, training_offer.world_region))
    and (len($provider) = 0 or list_has_any(training_offer.providers, $provider))
    and (len($funder) = 0 or list_has_any(training_offer.funders, $funder))
order by strip_accents(training_offer.name), training_offer.programme_id
