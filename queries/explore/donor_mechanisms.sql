-- The mechanisms that a donor pays into, as named by the sources; those for migration data first.
-- One row per mechanism.
--   $donor   donor id
select
    mechanism.name as mechanism_name,
    mechanism.mechanism_id,
    mechanism.kind as mechanism_kind,
    mechanism.administrator,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.funds_statistics,
    mechanism.what_it_funds,
    mechanism_contributor.contributor,
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    mechanism_contributor.source_id
from mechanism_contributor
inner join mechanism using (mechanism_id)
inner join source on mechanism_contributor.source_id = source.source_id
where mechanism_contributor.donor_id = $donor
order by list_position(['yes', 'unknown', 'no'], mechanism.funds_migration), mechanism.name
