-- Mechanisms that match the filters, in alphabetical order, with the page that each row rests on.
-- One row per mechanism.
--   $search    any part of a name, acronym, administrator, contributor or purpose; empty means all
--   $kind, $status, $funds_migration, $application_route   codes; empty means all
--   $mechanism_size   codes of the bands of the total amount; empty means all
--   $covers    Global or M49 regions that the mechanism names, whole or in part; empty means all
with part as (
    select distinct
        subregion,
        region
    from country
    where subregion is not null
),

covered as (
    select
        mechanism.mechanism_id,
        coalesce(
            part.region,
            case area.area_name
                when 'Sub-Saharan Africa' then 'Africa'
                when 'Latin America and the Caribbean' then 'Americas'
                else area.area_name
            end
        ) as region
    from mechanism
    cross join unnest(mechanism.regions) as area (area_name)
    left join part on area.area_name = part.subregion
)

select
    mechanism.name as mechanism_name,
    mechanism.kind as mechanism_kind,
    mechanism.status,
    mechanism.funds_migration,
    mechanism.application_route,
    mechanism.opened_year,
    mechanism.closes_year,
    mechanism.total_usd,
    mechanism.total_basis,
    mechanism.what_it_funds,
    mechanism.eligible,
    mechanism.regions,
    mechanism.administrator,
    mechanism.contributors,
    mechanism.funds_statistics,
    mechanism.total_note,
    mechanism.award_min_usd,
    mechanism.award_max_usd,
    mechanism.opened_on,
    mechanism.closes_on,
    mechanism.dac_aid_type,
    mechanism.acronym,
    mechanism.confidence,
    mechanism.source_date,
    source.publisher,
    source.url,
    mechanism.source_id,
    mechanism.mechanism_id,
    case
        when mechanism.total_usd is null then null
        when mechanism.total_basis like 'recorded%' then 'recorded'
        when mechanism.total_basis like '%ceiling%' or mechanism.total_basis like '%bound%' then 'bound'
        else 'total'
    end as size_meaning,
    case
        when mechanism.status = 'unknown' then null
        else coalesce('source of ' || left(mechanism.source_date, 4), 'source undated')
    end as status_source
from mechanism
inner join source on mechanism.source_id = source.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(
                ' ',
                mechanism.name,
                mechanism.acronym,
                mechanism.administrator,
                array_to_string(mechanism.contributors, ' '),
                mechanism.what_it_funds
            ))),
            strip_accents(lower($search))
        )
    )
    and (len($kind) = 0 or list_contains($kind, mechanism.kind))
    and (len($status) = 0 or list_contains($status, mechanism.status))
    and (len($funds_migration) = 0 or list_contains($funds_migration, mechanism.funds_migration))
    and (len($application_route) = 0 or list_contains($application_route, mechanism.application_route))
    and (
        len($mechanism_size) = 0
        or list_contains(
            $mechanism_size,
            case
                when mechanism.total_usd is null then 'unknown'
                when mechanism.total_usd >= 100e6 then 'large'
                when mechanism.total_usd >= 10e6 then 'medium'
                else 'small'
            end
        )
    )
    and (
        len($covers) = 0
        or exists (
            select 1
            from covered
            where covered.mechanism_id = mechanism.mechanism_id and list_contains($covers, covered.region)
        )
    )
order by strip_accents(lower(mechanism.name))
