-- The mechanisms that a donor has paid into, and what is known of how much of each is its money.
-- One row per mechanism; the share is blank unless the source states what every contributor paid.
--   $donor   donor id
with paid as (
    select
        mechanism_id,
        any_value(contributor) filter (donor_id = $donor) as contributor,
        sum(paid_usd) filter (donor_id = $donor) as paid_usd,
        sum(paid_usd) as all_paid_usd,
        count(*) as contributor_count,
        count(*) filter (donor_id is distinct from $donor) as other_contributor_count,
        bool_and(paid_usd is not null) as is_all_known,
        any_value(source_id) filter (donor_id = $donor) as source_id
    from mechanism_contributor
    group by mechanism_id
    having bool_or(donor_id = $donor)
)

select
    mechanism.name as mechanism_name,
    mechanism.mechanism_id,
    mechanism.kind as mechanism_kind,
    mechanism.administrator,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.funds_statistics,
    paid.contributor_count,
    paid.other_contributor_count,
    paid.paid_usd,
    paid.source_id,
    if(paid.is_all_known, 100 * paid.paid_usd / nullif(paid.all_paid_usd, 0), null) as share_pct
from paid
inner join mechanism using (mechanism_id)
order by share_pct desc nulls last, paid.other_contributor_count asc, mechanism.name asc
