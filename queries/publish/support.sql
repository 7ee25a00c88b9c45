-- Add up the records of support to statistics, with the themes in force, in a version that is being made.
-- One row per donor, recipient, year, finance type, measure and theme; an amount is blank only where no record has one.
insert into funding by name
with amounts as (
    select
        'disbursement' as measure,
        *,
        disbursement_usd as amount_usd
    from project
    union all
    select
        'commitment' as measure,
        *,
        commitment_usd as amount_usd
    from project
)

select
    'statistics' as lens,
    donor_id,
    donor_name,
    donor_type,
    recipient_iso3,
    recipient_name,
    recipient_region,
    year,
    finance_type,
    measure,
    theme,
    round(sum(amount_usd)) as amount_usd,
    count(*) as record_count,
    count(*) filter (amount_usd < 0) as negative_count,
    source_id
from amounts
group by all
order by all
