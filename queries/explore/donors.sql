-- Donors that match the filters, those that gave most to statistics first; with regions, what they gave to those regions.
-- One row per donor.
--   $search                        any part of a name, full name or acronym; empty means all
--   $donor_type, $funds_migration_statistics, $oda_size   codes; empty means all
--   $funded_region                 M49 regions with support to statistics from the donor; empty means all
with to_regions as (
    select
        donor_id,
        sum(amount_usd) as amount_usd
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
        and list_contains($funded_region, recipient_region)
    group by all
)

select
    name as donor_name,
    donor_id,
    full_name,
    donor_type,
    statistics_2010_2020_usd,
    statistics_2018_2020_usd,
    statistics_recipients,
    statistics_last_year,
    funds_migration_statistics,
    evidence_count,
    oda_2024_usd,
    oda_gni_pct_2024,
    refugee_cost_2024_usd,
    iom_voluntary_2022_2024_usd,
    dac_code as dac_donor_code,
    iati_org_id,
    iso3,
    note,
    source_id,
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
    if(len($funded_region) = 0, statistics_2010_2020_usd, to_regions.amount_usd) as statistics_to_regions_usd,
    if(
        donor_type in ('Multilateral', 'Private'),
        ['oda_2024_usd', 'oda_gni_pct_2024', 'refugee_cost_2024_usd'],
        if(donor_id = 'eu-institutions', ['oda_gni_pct_2024'], [])
    ) as not_applicable
from donor
left join to_regions using (donor_id)
where (
    $search = ''
    or contains(
        strip_accents(lower(concat_ws(' ', name, full_name, acronym))), strip_accents(lower($search))
    )
)
and (len($donor_type) = 0 or list_contains($donor_type, donor_type))
and (
    len($funds_migration_statistics) = 0
    or list_contains($funds_migration_statistics, funds_migration_statistics)
)
and (
    len($oda_size) = 0
    or list_contains(
        $oda_size,
        case
            when oda_2024_usd is null then 'unknown'
            when oda_2024_usd >= 10e9 then 'large'
            when oda_2024_usd >= 1e9 then 'medium'
            else 'small'
        end
    )
)
and (len($funded_region) = 0 or to_regions.donor_id is not null)
order by statistics_to_regions_usd desc nulls last, name asc
