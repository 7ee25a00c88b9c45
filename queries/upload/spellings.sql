-- Every spelling under which a record of a table can be named in a workbook, and where the spelling is from.
-- One row per table, record and spelling.
with aliased as (
    select
        iso3,
        list(alias) as aliases
    from country_alias
    group by all
),

named as (
    select
        'country' as table_name,
        iso3 as code,
        alias as spelling,
        origin
    from country_alias
    union all
    select
        'country' as table_name,
        iso3 as code,
        unnest([m49, iso3, name]) as spelling,
        unnest(['M49 code', 'ISO 3166 alpha-3', 'Name in this landscape']) as origin
    from country
    union all
    select
        'donor' as table_name,
        donor_id as code,
        unnest([name, full_name, acronym, donor_id, iati_org_id, dac_code]) as spelling,
        unnest(['name', 'full name', 'acronym', 'code of this landscape', 'IATI identifier', 'DAC donor code']) as origin
    from donor
    union all
    select
        'donor' as table_name,
        donor.donor_id as code,
        country_alias.alias as spelling,
        -- a donor that bears the name of its country is the country; a fund or an agency there is not
        if(list_contains(aliased.aliases, donor.name), 'another name of the country', 'name of its country') as origin
    from donor
    inner join country_alias on donor.iso3 = country_alias.iso3
    inner join aliased on donor.iso3 = aliased.iso3
    union all
    select
        'donor' as table_name,
        donor_id as code,
        alias as spelling,
        case
            when kind = 'agency' then concat('agency of the donor (', coalesce(origin, 'as added here'), ')')
            else coalesce(origin, 'as added here')
        end as origin
    from donor_alias
    union all
    select
        'mechanism' as table_name,
        mechanism_id as code,
        unnest([name, acronym, mechanism_id]) as spelling,
        unnest(['name', 'acronym', 'code of this landscape']) as origin
    from mechanism
    union all
    select
        'donor' as table_name,
        donor_id as code,
        contributor as spelling,
        'name as a contributor' as origin
    from mechanism_contributor
    where donor_id is not null
    union all
    select
        'programme' as table_name,
        programme_id as code,
        unnest([name, programme_id]) as spelling,
        unnest(['name', 'code of this landscape']) as origin
    from programme
    union all
    select
        'indicator' as table_name,
        indicator_id as code,
        unnest([name, indicator_id]) as spelling,
        unnest(['name', 'code of this landscape']) as origin
    from indicator
    union all
    select
        'source' as table_name,
        source_id as code,
        unnest([title, source_id, url]) as spelling,
        unnest(['title', 'code of this landscape', 'address']) as origin
    from source
)

select distinct
    table_name,
    code,
    spelling,
    origin
from named
where spelling is not null
order by all
