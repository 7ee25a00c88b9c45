-- The countries for which the landscape documents institutions or exchanges of migration data.
-- One row per country.
--   $region   list of codes, empty for no restriction
with institutions as (
    select
        iso3,
        count(*) as institution_count,
        count_if(len(data_sources) > 0)::bigint as holder_count
    from institution
    group by iso3
),

exchanges as (
    select
        iso3,
        count(*) as exchange_count,
        count_if(arrangement <> 'unknown')::bigint as known_basis_count,
        count_if(links_individuals = 'yes')::bigint as linked_count
    from data_exchange
    group by iso3
)

select
    country.name as country_name,
    country.region,
    country.iso3,
    coalesce(institutions.institution_count, 0) as institution_count,
    coalesce(institutions.holder_count, 0) as holder_count,
    coalesce(exchanges.exchange_count, 0) as exchange_count,
    coalesce(exchanges.known_basis_count, 0) as known_basis_count,
    coalesce(exchanges.linked_count, 0) as linked_count
from country
left join institutions on country.iso3 = institutions.iso3
left join exchanges on country.iso3 = exchanges.iso3
where
    (institutions.iso3 is not null or exchanges.iso3 is not null)
    and (len($region) = 0 or list_contains($region, country.region))
order by strip_accents(country.name)
