-- Training and capacity development, with the region of the world that each is for, and whether it trains anybody.
-- A forum, a network and a toolkit train nobody.
-- One row per programme or event: what it holds itself, world_region (Global or an M49 region) and is_training.
create or replace temp view training_offer as
with part as (
    select distinct
        subregion,
        region
    from country
    where subregion is not null
)

select
    programme.programme_id,
    programme.name,
    programme.providers,
    programme.funders,
    programme.kind,
    programme.topics,
    programme.gsbpm_phases,
    programme.level,
    programme.audience,
    programme.languages,
    programme.region,
    programme.countries,
    programme.first_year,
    programme.last_year,
    programme.dates_note,
    programme.mode,
    programme.status,
    programme.cost_usd,
    programme.what_it_does,
    programme.source_date,
    programme.source_id,
    programme.confidence,
    coalesce(
        part.region,
        case programme.region
            when 'Sub-Saharan Africa' then 'Africa'
            when 'Latin America and the Caribbean' then 'Americas'
            else programme.region
        end
    ) as world_region,
    coalesce(programme.kind not in ('forum', 'network', 'toolkit'), false) as is_training
from programme
left join part on programme.region = part.subregion
