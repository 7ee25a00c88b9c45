-- The countries for which the landscape documents institutions or exchanges of migration data.
-- What has ended is counted apart; how many link records is not known where of none it is known whether it does.
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
        count_if(not is_ended)::bigint as exchange_count,
        count_if(is_ended)::bigint as ended_count,
        count_if(not is_ended and arrangement <> 'unknown')::bigint as known_basis_count,
        if(
            count_if(not is_ended and links_individuals <> 'unknown') > 0,
            count_if(not is_ended and links_individuals = 'yes')::bigint,
            null
        ) as linked_count
    from (
        select
            iso3,
            arrangement,
            links_individuals,
            coalesce(until_year < year(current_date), false) as is_ended
        from data_exchange
    ) as dated
    group by iso3
)

select
    country.name as country_name,
    country.region,
    country.iso3,
    exchanges.linked_count,
    coalesce(institutions.institution_count, 0) as institution_count,
    coalesce(institutions.holder_count, 0) as holder_count,
    coalesce(exchanges.exchange_count, 0) as exchange_count,
    coalesce(exchanges.ended_count, 0) as ended_count,
    coalesce(exchanges.known_basis_count, 0) as known_basis_count
from country
left join institutions on country.iso3 = institutions.iso3
left join exchanges on country.iso3 = exchanges.iso3
where
    (institutions.iso3 is not null or exchanges.iso3 is not null)
    and (len($region) = 0 or list_contains($region, country.region))
order by strip_accents(country.name)
