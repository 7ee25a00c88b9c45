-- The mechanisms that a donor has paid into, as named by the sources; those for migration data first.
-- One row per mechanism.
--   $donor   donor id
with noted as (
    select *
    from mechanism_contributor
    union all by name
    select null::varchar as note
    where false
)

select
    mechanism.name as mechanism_name,
    mechanism.mechanism_id,
    mechanism.kind as mechanism_kind,
    mechanism.administrator,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.funds_statistics,
    mechanism.what_it_funds,
    noted.contributor,
    noted.note,
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    noted.source_id
from noted
inner join mechanism using (mechanism_id)
inner join source on noted.source_id = source.source_id
where noted.donor_id = $donor
order by list_position(['yes', 'unknown', 'no'], mechanism.funds_migration), mechanism.name
