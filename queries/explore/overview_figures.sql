-- The figures on the first page: support to statistics, what is known of migration, and where capacity is low.
-- One row; money of 2010–2020, the period of the source (one record of 2008 and those of 2021 without an amount lie outside).
with support as (
    select
        sum(amount_usd) as support_usd,
        sum(amount_usd) filter (theme = 'migration_statistics') as strict_usd,
        sum(amount_usd) filter (theme in ('migration_statistics', 'migration')) as wide_usd,
        sum(record_count)::bigint as record_count,
        count(distinct donor_name) as support_donor_count,
        min(year) as first_year,
        max(year) as last_year,
        100 * sum(amount_usd) filter (year <= 2014 and theme = 'migration_statistics')
        / nullif(sum(amount_usd) filter (year <= 2014), 0) as early_strict_pct,
        100 * sum(amount_usd) filter (year >= 2018 and theme = 'migration_statistics')
        / nullif(sum(amount_usd) filter (year >= 2018), 0) as late_strict_pct
    from funding
    where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020
),

donors as (
    select
        count(*) as donor_count,
        count(*) filter (funds_migration_statistics = 'yes') as migration_donor_count,
        count(*) filter (
            funds_migration_statistics = 'yes'
            and donor_id not in (
                select project.donor_id from project
                where project.theme = 'migration_statistics' and project.donor_id is not null
            )
            and donor_id not in (
                select donor_evidence.donor_id from donor_evidence
                where donor_evidence.confidence in ('high', 'medium')
            )
        ) as weak_migration_donor_count
    from donor
),

largest as (
    select
        max(disbursement_usd) as largest_wide_usd,
        max_by(year, disbursement_usd) as largest_wide_year,
        max_by(title, disbursement_usd) as largest_wide_title,
        max_by(donor_name, disbursement_usd) as largest_wide_donor
    from project
    where theme in ('migration_statistics', 'migration') and year between 2010 and 2020
),

census as (
    select
        count(*) as census_country_count,
        count(*) filter (value < year - 10) as old_census_count,
        max(year) as census_as_of_year
    from observation
    where indicator_id = 'last_census_year'
),

published as (
    select
        count(distinct recipient_iso3) as iati_country_count,
        max(year) as iati_last_year
    from funding
    where lens = 'iati'
)

select
    support.*,
    published.*,
    donors.*,
    largest.*,
    census.*,
    100 * strict_usd / nullif(support_usd, 0) as strict_pct,
    100 * wide_usd / nullif(support_usd, 0) as wide_pct
from support
cross join published
cross join donors
cross join largest
cross join census
