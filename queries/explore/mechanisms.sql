-- Mechanisms that match the filters, in alphabetical order, with the page that each row rests on.
-- One row per mechanism.
--   $search    any part of a name, acronym, administrator, contributor or purpose; empty means all
--   $kind, $status, $funds_migration, $application_route   codes; empty means all
--   $mechanism_size   codes of the bands of the total amount; empty means all
--   $covers    Global or M49 regions that the mechanism names, whole or in part; empty means all
with noted as (
    select *
    from mechanism
    union all by name
    select null::varchar as note
    where false
),

part as (
    select distinct
        subregion,
        region
    from country
    where subregion is not null
),

covered as (
    select
        noted.mechanism_id,
        coalesce(
            part.region,
            case area.area_name
                when 'Sub-Saharan Africa' then 'Africa'
                when 'Latin America and the Caribbean' then 'Americas'
                else area.area_name
            end
        ) as region
    from noted
    cross join unnest(noted.regions) as area (area_name)
    left join part on area.area_name = part.subregion
)

select
    noted.name as mechanism_name,
    noted.kind as mechanism_kind,
    noted.status,
    noted.funds_migration,
    noted.application_route,
    noted.opened_year,
    noted.closes_year,
    noted.total_usd,
    noted.total_basis,
    noted.what_it_funds,
    noted.eligible,
    noted.regions,
    noted.administrator,
    noted.contributors,
    noted.funds_statistics,
    noted.total_note,
    noted.award_min_usd,
    noted.award_max_usd,
    noted.opened_on,
    noted.closes_on,
    noted.dac_aid_type,
    noted.acronym,
    noted.note,
    noted.confidence,
    noted.source_date,
    source.publisher,
    source.url,
    noted.source_id,
    noted.mechanism_id,
    case
        when noted.total_usd is null then null
        when noted.total_basis like 'recorded%' then 'recorded'
        when noted.total_basis like '%ceiling%' or noted.total_basis like '%bound%' then 'bound'
        else 'total'
    end as size_meaning,
    case
        when noted.status = 'unknown' then null
        else coalesce('source of ' || left(noted.source_date, 4), 'source undated')
    end as status_source
from noted
inner join source on noted.source_id = source.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(
                ' ',
                noted.name,
                noted.acronym,
                noted.administrator,
                array_to_string(noted.contributors, ' '),
                noted.what_it_funds
            ))),
            strip_accents(lower($search))
        )
    )
    and (len($kind) = 0 or list_contains($kind, noted.kind))
    and (len($status) = 0 or list_contains($status, noted.status))
    and (len($funds_migration) = 0 or list_contains($funds_migration, noted.funds_migration))
    and (len($application_route) = 0 or list_contains($application_route, noted.application_route))
    and (
        len($mechanism_size) = 0
        or list_contains(
            $mechanism_size,
            case
                when noted.total_usd is null then 'unknown'
                when noted.total_usd >= 100e6 then 'large'
                when noted.total_usd >= 10e6 then 'medium'
                else 'small'
            end
        )
    )
    and (
        len($covers) = 0
        or exists (
            select 1
            from covered
            where covered.mechanism_id = noted.mechanism_id and list_contains($covers, covered.region)
        )
    )
order by strip_accents(lower(noted.name))
