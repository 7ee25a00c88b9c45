-- Who pays into one mechanism, and what these donors are known for, in alphabetical order.
-- One row per contributor.
--   $mechanism   code of the mechanism
select
    mechanism_contributor.contributor,
    donor.name as donor_name,
    mechanism_contributor.donor_id,
    donor.donor_type,
    donor.funds_migration_statistics,
    donor.statistics_2010_2020_usd,
    donor.oda_2024_usd
from mechanism_contributor
left join donor on mechanism_contributor.donor_id = donor.donor_id
where mechanism_contributor.mechanism_id = $mechanism
order by strip_accents(lower(mechanism_contributor.contributor))
