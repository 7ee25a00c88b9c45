-- Published costs and training programmes that name a mechanism, or rest on a page that only this mechanism rests on.
-- One row per cost or programme.
--   $mechanism   code of the mechanism
with own_page as (
    select source_id
    from mechanism
    group by all
    having count(*) = 1
),

chosen as (
    select
        own_page.source_id as own_page,
        lower(mechanism.name) as full_name,
        '\b' || regexp_escape(mechanism.acronym) || '\b' as short_name
    from mechanism
    left join own_page on mechanism.source_id = own_page.source_id
    where mechanism.mechanism_id = $mechanism
),

place as (
    select
        programme.programme_id,
        string_agg(country.name, ', ' order by country.name) as country_names
    from programme
    inner join country on list_contains(programme.countries, country.iso3)
    group by all
),

candidate as (
    select
        'Published cost' as related_kind,
        what as related_name,
        place as related_place,
        what as naming,
        amount,
        currency,
        first_year,
        last_year,
        caveat,
        confidence,
        source_id
    from cost_benchmark
    union all
    select
        'Training or support' as related_kind,
        programme.name as related_name,
        coalesce(place.country_names, programme.region) as related_place,
        concat_ws(' ', programme.name, array_to_string(programme.funders, ' ')) as naming,
        null as amount,
        null as currency,
        programme.first_year,
        programme.last_year,
        null as caveat,
        programme.confidence,
        programme.source_id
    from programme
    left join place on programme.programme_id = place.programme_id
)

select
    candidate.related_kind,
    candidate.related_name,
    candidate.related_place,
    candidate.amount,
    candidate.currency,
    candidate.first_year,
    candidate.last_year,
    candidate.caveat,
    candidate.confidence,
    source.url,
    source.publisher,
    source.title,
    source.vintage,
    candidate.source_id
from candidate
inner join source on candidate.source_id = source.source_id
cross join chosen
where
    contains(lower(candidate.naming), chosen.full_name)
    or (length(chosen.short_name) > 7 and regexp_matches(candidate.naming, chosen.short_name))
    or candidate.source_id = chosen.own_page
order by candidate.related_kind, strip_accents(lower(candidate.related_name))
