-- Which mechanisms could pay for what is needed: for each rule whether it fits, does not, or is not known.
-- One row per need and mechanism: known fits first, then what is not known, then what does not fit.
--   $needs      JSON: [{need_id, amount_usd, first_year, last_year, regions, is_per_country, categories}]; the amount is what has
--               to be paid, the regions where it is spent (null: anywhere), the categories are those of its costs
--   $countries  ISO3 codes of the priority countries: where a need that is for each country is; empty means anywhere
with wanted as (
    select unnest(
        json_transform(
            $needs,
            '[{
                "need_id": "varchar", "amount_usd": "double", "first_year": "bigint", "last_year": "bigint",
                "regions": ["varchar"], "is_per_country": "boolean", "categories": ["varchar"]
            }]'
        ),
        recursive := true
    )
),

need as (
    select
        *,
        is_per_country and len($countries) > 0 as is_in_set
    from wanted
),

text as (
    select
        mechanism_id,
        regions,
        strip_accents(eligible) as eligible
    from mechanism
    where not coalesce(list_contains(regions, 'Global'), false)
),

spelling as (
    select distinct
        iso3,
        strip_accents(alias) as spelled
    from country_alias
    where len(alias) > 3
),

mention as materialized ( -- else every spelling would be looked for with a regular expression, which takes a second
    select
        text.mechanism_id,
        text.eligible,
        spelling.iso3,
        spelling.spelled
    from text
    inner join spelling on contains(text.eligible, spelling.spelled)
),

-- countries that alone can receive, where the source lists them; groups such as "its member states" stay what the regions say
named as (
    select distinct
        mechanism_id,
        iso3
    from mention
    where
        not regexp_matches(eligible, '(?i)states|countries|balkans|region|members')
        and regexp_matches(eligible, '(^|, |of |and |[Tt]he )' || regexp_escape(spelled) || '($|,| and | [(])')
),

reached as (
    select
        text.mechanism_id,
        country.iso3,
        country.region
    from text
    inner join country
        on list_has_any(
            text.regions,
            [
                country.region,
                country.subregion,
                case
                    when country.subregion in ('Caribbean', 'Central America', 'South America')
                        then 'Latin America and the Caribbean'
                end,
                case when country.region = 'Africa' and country.subregion <> 'Northern Africa' then 'Sub-Saharan Africa' end
            ]
        )
    where text.mechanism_id not in (select mechanism_id from named)
    union all
    select
        named.mechanism_id,
        country.iso3,
        country.region
    from named
    inner join country on named.iso3 = country.iso3
),

covered as (
    select
        mechanism_id,
        list(distinct region) as covered_regions,
        count(*) as covered_total,
        count(*) filter (list_contains($countries, iso3)) as covered_count
    from reached
    group by all
),

offered as (
    select
        mechanism.mechanism_id,
        mechanism.name as mechanism_name,
        mechanism.kind as mechanism_kind,
        mechanism.status,
        mechanism.opened_year,
        mechanism.closes_year,
        mechanism.funds_statistics,
        mechanism.funds_migration,
        mechanism.award_min_usd,
        mechanism.award_max_usd,
        mechanism.total_usd,
        mechanism.application_route,
        mechanism.source_id,
        covered.covered_regions,
        covered.covered_total,
        coalesce(list_contains(mechanism.regions, 'Global'), false) as is_global,
        if(list_contains(mechanism.regions, 'Global'), len($countries), covered.covered_count) as covered_count,
        -- experts sent or training given pay for what a facility of technical assistance pays for, whatever they are called
        if(mechanism.dac_aid_type in ('D01', 'D02'), 'technical assistance facility', mechanism.kind) as modality
    from mechanism
    left join covered on mechanism.mechanism_id = covered.mechanism_id
),

paid as (
    select
        bundle.categories,
        modality_fit.kind as modality,
        count(*) filter (modality_fit.pays = 'yes') as yes_count,
        count(*) filter (modality_fit.pays = 'no') as no_count
    from (
        select distinct categories
        from need
    ) as bundle
    inner join modality_fit on list_contains(bundle.categories, modality_fit.category)
    group by all
),

judged as (
    select
        need.need_id,
        offered.mechanism_id,
        offered.mechanism_name,
        offered.mechanism_kind,
        offered.status,
        offered.opened_year,
        offered.closes_year,
        offered.award_min_usd,
        offered.award_max_usd,
        offered.total_usd,
        offered.application_route,
        offered.source_id,
        offered.covered_total,
        offered.is_global,
        offered.funds_migration,
        if(need.is_in_set, offered.covered_count, null) as covered_count,
        case offered.funds_statistics when 'yes' then 'fits' when 'no' then 'refused' else 'unknown' end as statistics_fit,
        case offered.funds_migration when 'yes' then 'fits' when 'no' then 'refused' else 'unknown' end as migration_fit,
        case
            when offered.is_global then 'fits'
            when offered.covered_regions is null then 'unknown'
            when need.is_in_set then if(offered.covered_count > 0, 'fits', 'refused')
            when need.regions is null or list_has_any(offered.covered_regions, need.regions) then 'fits'
            else 'refused'
        end as place_fit,
        case
            when offered.award_min_usd > need.amount_usd then 'refused'
            when least(offered.award_max_usd, offered.total_usd) < need.amount_usd / 10 then 'refused'
            when need.amount_usd is null or coalesce(offered.award_min_usd, offered.award_max_usd) is null then 'unknown'
            else 'fits'
        end as size_fit,
        case
            when offered.mechanism_kind in ('loan or credit', 'basket fund') and not need.is_per_country then 'refused'
            when paid.yes_count > 0 then 'fits'
            when paid.no_count = len(need.categories) then 'refused'
            else 'unknown'
        end as modality_fit,
        case
            when offered.status = 'closed' then 'refused'
            when offered.closes_year < need.first_year or offered.opened_year > need.last_year then 'refused'
            when offered.status = 'proposed' then 'unknown'
            when offered.closes_year is not null or offered.status = 'open' then 'fits'
            else 'unknown'
        end as time_fit
    from need
    cross join offered
    left join paid on need.categories = paid.categories and offered.modality = paid.modality
),

counted as (
    select
        *,
        list_sum([
            verdict = 'refused' for verdict in [statistics_fit, migration_fit, place_fit, size_fit, modality_fit, time_fit]
        ])::bigint as refused_count,
        list_sum([
            verdict = 'unknown' for verdict in [statistics_fit, migration_fit, place_fit, size_fit, modality_fit, time_fit]
        ])::bigint as not_known_count
    from judged
),

ranked as (
    select
        *,
        if(refused_count > 0, 'refused', if(not_known_count > 0, 'unknown', 'fits')) as match_fit
    from counted
)

select
    need_id,
    mechanism_id,
    mechanism_name,
    mechanism_kind,
    refused_count,
    not_known_count,
    covered_count,
    covered_total,
    is_global,
    award_min_usd,
    award_max_usd,
    total_usd,
    opened_year,
    closes_year,
    status,
    application_route,
    source_id,
    match_fit::enum('fits', 'unknown', 'refused') as match_fit,
    statistics_fit::enum('fits', 'unknown', 'refused') as statistics_fit,
    migration_fit::enum('fits', 'unknown', 'refused') as migration_fit,
    place_fit::enum('fits', 'unknown', 'refused') as place_fit,
    size_fit::enum('fits', 'unknown', 'refused') as size_fit,
    modality_fit::enum('fits', 'unknown', 'refused') as modality_fit,
    time_fit::enum('fits', 'unknown', 'refused') as time_fit
from ranked
order by
    need_id asc,
    refused_count asc,
    not_known_count asc,
    list_position(['yes', 'unknown', 'no'], funds_migration) asc,
    total_usd desc nulls last,
    mechanism_name asc
