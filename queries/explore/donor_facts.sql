-- What is known about a few donors, in the order in which they were chosen, with their rank by what they gave to statistics.
-- One row per donor.
--   $donors   donor ids
with ranked as (
    select
        donor_id,
        rank() over (order by statistics_2010_2020_usd desc) as statistics_rank,
        count(*) over () as ranked_donors
    from donor
    where statistics_2010_2020_usd > 0
),

project_counts as (
    select
        donor_id,
        count(*) filter (theme = 'migration_statistics')::bigint as strict_count,
        count(distinct regexp_replace(lower(strip_accents(title)), '[^a-z0-9]', '', 'g')) filter (
            theme = 'migration_statistics'
        )::bigint as strict_title_count,
        count(*) filter (theme = 'migration')::bigint as migration_only_count
    from project
    where theme in ('migration_statistics', 'migration') and list_contains($donors, donor_id)
    group by all
),

mechanism_counts as (
    select
        donor_id,
        count(distinct mechanism_id)::bigint as mechanisms_named
    from mechanism_contributor
    group by all
)

select
    name as donor_name,
    donor_id,
    full_name,
    donor_type,
    dac_code as dac_donor_code,
    iati_org_id,
    iso3,
    note,
    oda_2024_usd,
    oda_gni_pct_2024,
    refugee_cost_2024_usd,
    oda_bilateral_2024_usd,
    oda_multilateral_2024_usd,
    to_un_core_2024_usd,
    statistics_2010_2020_usd,
    statistics_2018_2020_usd,
    ranked.statistics_rank,
    ranked.ranked_donors,
    statistics_recipients,
    statistics_first_year,
    statistics_last_year,
    funds_migration_statistics,
    evidence_count,
    iom_voluntary_2022_2024_usd,
    unhcr_voluntary_2022_2024_usd,
    source_id,
    100 * refugee_cost_2024_usd / nullif(oda_2024_usd, 0) as refugee_cost_pct,
    case
        when funds_migration_statistics <> 'yes' then 'none'
        when donor.donor_id in (
            select project.donor_id from project
            where project.theme = 'migration_statistics'
        )
        or donor.donor_id in (
            select donor_evidence.donor_id from donor_evidence
            where donor_evidence.confidence in ('high', 'medium')
        ) then 'strong'
        else 'weak'
    end as evidence_strength,
    coalesce(strict_count, 0) as strict_count,
    coalesce(strict_title_count, 0) as strict_title_count,
    coalesce(migration_only_count, 0) as migration_only_count,
    coalesce(mechanisms_named, 0) as mechanisms_named,
    if(
        donor_type in ('Multilateral', 'Private'),
        ['oda_2024_usd', 'oda_gni_pct_2024', 'refugee_cost_2024_usd', 'refugee_cost_pct'],
        if(donor_id = 'eu-institutions', ['oda_gni_pct_2024'], [])
    ) as not_applicable
from donor
left join ranked using (donor_id)
left join project_counts using (donor_id)
left join mechanism_counts using (donor_id)
where list_contains($donors, donor_id)
order by list_position($donors, donor_id)
