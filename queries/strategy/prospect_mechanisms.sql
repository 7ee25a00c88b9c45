-- The mechanisms that donors have paid into, as named by the sources; those for migration data first.
-- One row per donor and mechanism.
--   $donors   donor ids
select
    donor.name as donor_name,
    mechanism.name as mechanism_name,
    mechanism.kind as mechanism_kind,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.funds_statistics,
    mechanism.administrator,
    mechanism_contributor.contributor,
    mechanism_contributor.source_id
from mechanism_contributor
inner join mechanism using (mechanism_id)
inner join donor on mechanism_contributor.donor_id = donor.donor_id
where list_contains($donors, mechanism_contributor.donor_id)
order by
    list_position(['yes', 'unknown', 'no'], mechanism.funds_migration),
    list_position($donors, mechanism_contributor.donor_id),
    mechanism.name
