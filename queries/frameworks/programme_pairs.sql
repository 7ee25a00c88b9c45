-- Training on the same topic, in the same region and year, by providers that have nothing to do with one another.
-- One row per pair of programmes whose years are known; where both name countries, they share one.
--   $training_topic   codes of topics; empty means all
--   $covers           Global or M49 regions; empty means all
with known as (
    select
        *,
        coalesce(last_year, first_year) as until_year
    from training_offer
    where first_year is not null and len(providers) > 0
),

pair as (
    select
        one.name as programme_name,
        other.name as other_programme,
        one.region as programme_area,
        one.world_region,
        one.providers,
        other.providers as other_providers,
        one.source_id,
        other.source_id as other_source_id,
        list_sort(list_intersect(one.topics, other.topics)) as topics,
        greatest(one.first_year, other.first_year) as first_year,
        least(one.until_year, other.until_year) as last_year
    from known as one
    inner join known as other
        on
            one.region = other.region
            and one.programme_id < other.programme_id
            and one.first_year <= other.until_year
            and one.until_year >= other.first_year
    where
        not list_has_any(one.providers, other.providers)
        and (
            coalesce(len(one.countries), 0) = 0
            or coalesce(len(other.countries), 0) = 0
            or list_has_any(one.countries, other.countries)
        )
)

select
    programme_name,
    other_programme,
    programme_area,
    first_year,
    last_year,
    topics,
    providers,
    other_providers,
    world_region,
    source_id,
    other_source_id
from pair
where
    len(topics) > 0
    and (len($training_topic) = 0 or list_has_any(topics, $training_topic))
    and (len($covers) = 0 or list_contains($covers, world_region))
order by len(topics) desc, strip_accents(programme_name), strip_accents(other_programme)
