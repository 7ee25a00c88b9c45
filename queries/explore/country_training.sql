-- Training that one country can attend, as far as its place says: running and recurring first, then those that name the country.
-- `is_training`: whether it trains anybody, see the view `training_offer`.
-- One row per programme or event; one that names countries is for these alone.
--   $country   ISO3 code
with home as (
    select
        iso3,
        region,
        subregion
    from country
    where iso3 = $country
),

placed as (
    select
        training_offer.*,
        case
            when list_contains(training_offer.countries, home.iso3) then 'names the country'
            when len(training_offer.countries) > 0 then null
            when training_offer.region = home.subregion then 'its sub-region'
            when training_offer.region = home.region then 'its region'
            when training_offer.region = 'Sub-Saharan Africa' and home.region = 'Africa' and home.subregion <> 'Northern Africa'
                then 'its part of Africa'
            when
                training_offer.region = 'Latin America and the Caribbean'
                and home.region = 'Americas' and home.subregion <> 'Northern America'
                then 'its part of the Americas'
            when training_offer.region = 'Global' then 'the whole world'
        end as open_because
    from training_offer
    cross join home
)

select
    placed.name as programme_name,
    placed.status as programme_status,
    placed.open_because,
    placed.topics,
    placed.providers,
    placed.languages,
    placed.mode,
    placed.level,
    placed.first_year,
    placed.last_year,
    placed.region as programme_area,
    placed.what_it_does,
    placed.kind as programme_kind,
    source.url,
    placed.source_id,
    placed.is_training
from placed
inner join source on placed.source_id = source.source_id
where placed.open_because is not null
order by
    case placed.status when 'running' then 1 when 'recurring' then 2 when 'unknown' then 3 else 4 end,
    case placed.open_because when 'names the country' then 1 when 'the whole world' then 3 else 2 end,
    strip_accents(placed.name),
    placed.programme_id
