-- Who has paid into one mechanism, and what these donors are known for, in alphabetical order.
-- One row per contributor.
--   $mechanism   code of the mechanism
with noted as (
    select *
    from mechanism_contributor
    union all by name
    select null::varchar as note
    where false
)

select
    noted.contributor,
    donor.name as donor_name,
    noted.donor_id,
    donor.donor_type,
    donor.funds_migration_statistics,
    donor.statistics_2010_2020_usd,
    donor.oda_2024_usd,
    noted.note
from noted
left join donor on noted.donor_id = donor.donor_id
where noted.mechanism_id = $mechanism
order by strip_accents(lower(noted.contributor))
