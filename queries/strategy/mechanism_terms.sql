-- The terms of the mechanisms as their sources state them, and which donors have paid into each.
-- One row per mechanism.
with paying as (
    select
        mechanism_id,
        list(donor_id order by donor_id) filter (donor_id is not null) as donors,
        count(*) as contributor_count
    from mechanism_contributor
    group by all
)

select
    mechanism.mechanism_id,
    mechanism.name as mechanism_name,
    mechanism.acronym,
    mechanism.kind as mechanism_kind,
    mechanism.dac_aid_type,
    mechanism.administrator,
    mechanism.eligible,
    mechanism.total_basis,
    mechanism.source_id,
    coalesce(mechanism.regions, []) as regions,
    coalesce(paying.donors, []) as donors,
    coalesce(paying.contributor_count, 0) as contributor_count
from mechanism
left join paying on mechanism.mechanism_id = paying.mechanism_id
order by mechanism.mechanism_id
