-- What can be said of every donor as a prospect beside its score: evidence, mechanisms, what people know, and sizes of gifts.
-- One row per donor.
--   $countries   ISO3 codes of the priority countries, or none
with known as (
    select *
    from donor
    union all by name
    select
        null::varchar as relationship,
        null::varchar as budget_stage,
        null::varchar as decision_month,
        null::varchar as contact_role
    where false
),

found as (
    select
        donor_id,
        count(*)::bigint as evidence_count,
        count(*) filter (confidence = 'high')::bigint as high_count
    from donor_evidence
    group by all
),

named as (
    select
        mechanism_contributor.donor_id,
        list(distinct mechanism.name order by mechanism.name) as mechanisms
    from mechanism_contributor
    inner join mechanism using (mechanism_id)
    where mechanism_contributor.donor_id is not null
    group by all
),

payment as (
    select
        donor_id,
        recipient_name,
        recipient_iso3,
        year,
        sum(amount_usd) as amount_usd
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
        and finance_type in ('grant', 'private', 'not_known', 'other')
        and donor_id is not null
    group by all
    having sum(amount_usd) > 0
),

size as (
    select
        donor_id,
        count(*)::bigint as payment_count,
        median(amount_usd) as usual_gift_usd,
        quantile_cont(amount_usd, 0.9) as large_gift_usd
    from payment
    group by all
),

funded as (
    select
        donor_id,
        recipient_iso3
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
        and list_contains($countries, recipient_iso3)
    group by all
    having sum(amount_usd) > 0
),

reached as (
    select
        donor_id,
        count(*)::bigint as priority_count
    from funded
    group by all
)

select
    known.name as donor_name,
    known.donor_id,
    known.donor_type,
    known.relationship,
    known.budget_stage,
    known.decision_month,
    known.contact_role,
    found.evidence_count,
    found.high_count,
    named.mechanisms,
    size.payment_count,
    size.usual_gift_usd,
    size.large_gift_usd,
    if(
        len($countries) = 0 or known.statistics_2010_2020_usd is null,
        null,
        coalesce(reached.priority_count, 0)
    ) as priority_count,
    len($countries)::bigint as priority_set_count
from known
left join found using (donor_id)
left join named using (donor_id)
left join size using (donor_id)
left join reached using (donor_id)
order by strip_accents(known.name), known.donor_id
