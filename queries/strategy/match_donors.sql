-- Which donors could pay for what is needed: for each rule whether it fits, does not, or is not known.
-- One row per need and donor: known fits first, then what is not known, then what does not fit; of equal ones first those whose
-- usual payment, the median, is closest to what is needed (by ratio).
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

paid as (
    select
        donor_id,
        recipient_iso3,
        recipient_region,
        year,
        amount_usd,
        if(finance_type in ('grant', 'private'), amount_usd, 0) as grants_usd,
        if(finance_type = 'not_known', 0, amount_usd) as typed_usd
    from funding
    where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020 and donor_id is not null
),

by_place as (
    select
        donor_id,
        recipient_iso3,
        recipient_region
    from paid
    group by all
    having sum(amount_usd) > 0
),

reached as (
    select
        donor_id,
        count(distinct recipient_iso3) as given_count,
        count(distinct recipient_iso3) filter (list_contains($countries, recipient_iso3)) as covered_count,
        list(distinct recipient_region) filter (recipient_region is not null) as reached_regions
    from by_place
    group by all
),

by_year as (
    select
        donor_id,
        year,
        sum(amount_usd) as amount_usd
    from paid
    group by all
),

giving as (
    select
        donor_id,
        count(*) filter (amount_usd > 0) as years_giving
    from by_year
    group by all
),

by_type as (
    select
        donor_id,
        sum(grants_usd) as grants_usd,
        sum(typed_usd) as typed_usd
    from paid
    group by all
),

award as (
    select
        donor_id,
        median(disbursement_usd) as usual_gift_usd,
        max(disbursement_usd) as largest_gift_usd
    from project
    where donor_id is not null and disbursement_usd > 0 and year between 2010 and 2020
    group by all
),

known as (
    select *
    from donor
    union all by name
    select
        null::varchar as relationship,
        null::varchar as budget_stage,
        null::varchar as decision_month
    where false
),

offered as (
    select
        known.donor_id,
        known.name as donor_name,
        known.donor_type,
        known.funds_statistics,
        known.funds_migration_statistics,
        known.statistics_2010_2020_usd,
        known.statistics_last_year,
        known.evidence_count,
        known.relationship,
        known.budget_stage,
        known.decision_month,
        known.source_id,
        giving.years_giving,
        reached.given_count,
        reached.covered_count,
        reached.reached_regions,
        by_type.grants_usd,
        by_type.typed_usd,
        award.usual_gift_usd,
        award.largest_gift_usd
    from known
    left join giving on known.donor_id = giving.donor_id
    left join reached on known.donor_id = reached.donor_id
    left join by_type on known.donor_id = by_type.donor_id
    left join award on known.donor_id = award.donor_id
),

judged as (
    select
        need.need_id,
        offered.donor_id,
        offered.donor_name,
        offered.donor_type,
        offered.statistics_2010_2020_usd,
        offered.statistics_last_year,
        offered.years_giving,
        offered.evidence_count,
        offered.given_count,
        offered.usual_gift_usd,
        offered.largest_gift_usd,
        offered.relationship,
        offered.budget_stage,
        offered.decision_month,
        offered.source_id,
        if(need.is_in_set, offered.covered_count, null) as covered_count,
        if(
            need.amount_usd > 0 and offered.usual_gift_usd > 0, abs(ln(need.amount_usd / offered.usual_gift_usd)), null
        ) as size_distance,
        if(offered.typed_usd > 0, 100 * offered.grants_usd / offered.typed_usd, null) as grants_pct,
        case
            when offered.years_giving > 0 or offered.funds_statistics = 'yes' then 'fits'
            when offered.funds_statistics = 'no' then 'refused'
            else 'unknown'
        end as statistics_fit,
        case offered.funds_migration_statistics
            when 'yes' then 'fits'
            when 'no' then 'refused'
            else 'unknown'
        end as migration_fit,
        case
            when offered.given_count is null then 'unknown'
            when need.is_in_set and offered.covered_count > 0 then 'fits'
            when need.is_in_set then if(offered.given_count > 0, 'refused', 'unknown') -- what names no country may be for these
            when need.regions is null or list_has_any(offered.reached_regions, need.regions) then 'fits'
            else if(offered.reached_regions is null, 'unknown', 'refused')
        end as place_fit,
        case
            when need.amount_usd is null or offered.largest_gift_usd is null then 'unknown'
            when offered.largest_gift_usd < need.amount_usd / 10 then 'refused'
            when need.amount_usd between offered.usual_gift_usd / 10 and offered.largest_gift_usd then 'fits'
            else 'unknown' -- it never paid so much, or usually pays far more
        end as size_fit,
        case
            when offered.grants_usd > 0 and offered.grants_usd >= offered.typed_usd / 100 then 'fits'
            when offered.grants_usd > 0 then 'unknown' -- next to nothing of what it gave
            when not offered.typed_usd > 0 or offered.typed_usd is null or need.is_per_country then 'unknown'
            else 'refused' -- loans alone pay for no work that is not a country's own
        end as modality_fit,
        case offered.budget_stage
            when 'preparing' then 'fits'
            when 'deciding' then 'fits'
            when 'closed' then 'refused'
            else 'unknown'
        end as time_fit
    from need
    cross join offered
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
    donor_id,
    donor_name,
    donor_type,
    refused_count,
    not_known_count,
    statistics_2010_2020_usd,
    statistics_last_year,
    years_giving,
    evidence_count,
    given_count,
    covered_count,
    usual_gift_usd,
    largest_gift_usd,
    grants_pct,
    relationship,
    budget_stage,
    decision_month,
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
    size_distance asc nulls last,
    statistics_2010_2020_usd desc nulls last,
    donor_name asc
