-- What the score of prospects is made of: the raw value of each component for each donor, with its years and source.
-- One row per donor and component; without a value it is not known, or does not apply where is_applicable is false.
--   $countries   ISO3 codes of the priority countries; without any, nothing is known of the overlap
with known as (
    select *
    from donor
    union all by name
    select
        null::varchar as relationship,
        null::varchar as budget_stage
    where false
),

origin as (
    select
        min(source_id) filter (lens = 'statistics') as statistics_source,
        min(source_id) filter (lens = 'un') as un_source
    from funding
),

by_year as (
    select
        donor_id,
        year,
        sum(amount_usd) as amount_usd
    from funding
    where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020 and donor_id is not null
    group by all
),

giving as (
    select
        donor_id,
        count(*) filter (amount_usd > 0) as years_giving
    from by_year
    group by all
    having count(amount_usd) > 0 -- records without any amount do not say in how many years it gave
),

by_type as (
    select
        donor_id,
        sum(amount_usd) filter (finance_type in ('grant', 'private')) as grants_usd,
        sum(amount_usd) as typed_usd
    from funding
    where lens = 'statistics' and measure = 'disbursement' and year between 2010 and 2020 and finance_type <> 'not_known'
    group by all
),

funded as (
    select
        donor_id,
        recipient_iso3
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
        and list_contains($countries, recipient_iso3)
    group by all
    having sum(amount_usd) > 0
),

reached as (
    select
        donor_id,
        count(*) as countries_reached
    from funded
    group by all
),

found as (
    select
        donor_id,
        sum(case confidence when 'high' then 3 when 'medium' then 2 else 1 end) as points,
        min(first_year) as first_year,
        max(coalesce(last_year, first_year)) as last_year,
        if(count(distinct source_id) = 1, min(source_id), null) as source_id
    from donor_evidence
    group by all
),

strict as ( -- a project that is split into a record per region or year has one title, however it is punctuated
    select
        donor_id,
        count(distinct regexp_replace(lower(strip_accents(title)), '[^a-z0-9]', '', 'g')) as title_count,
        min(year) as first_year,
        max(year) as last_year,
        min(source_id) as source_id
    from project
    where theme = 'migration_statistics' and donor_id is not null
    group by all
),

pools as (
    select
        mechanism_contributor.donor_id,
        count(distinct mechanism_id) as pooled_count,
        if(count(distinct mechanism_contributor.source_id) = 1, min(mechanism_contributor.source_id), null) as source_id
    from mechanism_contributor
    inner join mechanism using (mechanism_id)
    where
        mechanism.kind in ('multi-donor trust fund', 'UN multi-partner trust fund', 'basket fund', 'global fund')
        and mechanism_contributor.donor_id is not null
    group by all
),

migrants as (
    select
        iso3,
        max(year) as last_year,
        arg_max(value, year) as migrant_count,
        arg_max(source_id, year) as source_id
    from observation
    where indicator_id = 'migrant_stock_in'
    group by all
),

wide as (
    select
        known.donor_id,
        known.donor_type not in ('Multilateral', 'Private') as is_government,
        unnest([ -- noqa: AL03
            {
                'component_id': 'years_giving',
                'value': giving.years_giving::double,
                'first_year': 2010,
                'last_year': 2020,
                'source_id': origin.statistics_source
            },
            {
                'component_id': 'statistics_share',
                'value': 1000 * (known.statistics_2018_2020_usd / 3) / nullif(known.oda_2024_usd, 0),
                'first_year': 2018,
                'last_year': 2024,
                'source_id': known.source_id
            },
            {
                'component_id': 'statistics_trend',
                'value': 100 * known.statistics_2018_2020_usd / nullif(greatest(known.statistics_2015_2017_usd, 0), 0) - 100,
                'first_year': 2015,
                'last_year': 2020,
                'source_id': origin.statistics_source
            },
            {
                'component_id': 'evidence',
                'value': found.points::double,
                'first_year': found.first_year,
                'last_year': found.last_year,
                'source_id': found.source_id
            },
            {
                'component_id': 'migration_records',
                'value': strict.title_count::double,
                'first_year': strict.first_year,
                'last_year': strict.last_year,
                'source_id': strict.source_id
            },
            {
                'component_id': 'migrants',
                'value': if(known.donor_type in ('Multilateral', 'Private'), null, migrants.migrant_count),
                'first_year': migrants.last_year,
                'last_year': migrants.last_year,
                'source_id': migrants.source_id
            },
            {
                'component_id': 'iom',
                'value': known.iom_voluntary_2022_2024_usd,
                'first_year': 2022,
                'last_year': 2024,
                'source_id': origin.un_source
            },
            {
                'component_id': 'unhcr',
                'value': known.unhcr_voluntary_2022_2024_usd,
                'first_year': 2022,
                'last_year': 2024,
                'source_id': origin.un_source
            },
            {
                'component_id': 'aid',
                'value': known.oda_2024_usd,
                'first_year': 2024,
                'last_year': 2024,
                'source_id': known.source_id
            },
            {
                'component_id': 'aid_income_share',
                'value': known.oda_gni_pct_2024,
                'first_year': 2024,
                'last_year': 2024,
                'source_id': known.source_id
            },
            {
                'component_id': 'room',
                'value': 100 - 100 * known.refugee_cost_2024_usd / nullif(known.oda_2024_usd, 0),
                'first_year': 2024,
                'last_year': 2024,
                'source_id': known.source_id
            },
            {
                'component_id': 'statistics_a_year',
                'value': known.statistics_2018_2020_usd / 3,
                'first_year': 2018,
                'last_year': 2020,
                'source_id': origin.statistics_source
            },
            {
                'component_id': 'grants',
                'value': if(by_type.typed_usd > 0, 100 * coalesce(by_type.grants_usd, 0) / by_type.typed_usd, null),
                'first_year': 2010,
                'last_year': 2020,
                'source_id': origin.statistics_source
            },
            {
                'component_id': 'pooled',
                'value': pools.pooled_count::double,
                'first_year': null,
                'last_year': null,
                'source_id': pools.source_id
            },
            {
                'component_id': 'overlap',
                'value': if(giving.donor_id is null, null, 100.0)
                * coalesce(reached.countries_reached, 0) / nullif(len($countries), 0),
                'first_year': 2010,
                'last_year': 2020,
                'source_id': origin.statistics_source
            },
            {
                'component_id': 'relationship',
                'value': (list_position(['none', 'contact', 'dialogue', 'partner'], known.relationship) - 1)::double,
                'first_year': null,
                'last_year': null,
                'source_id': null
            },
            {
                'component_id': 'timing',
                'value': (list_position(['closed', 'committed', 'deciding', 'preparing'], known.budget_stage) - 1)::double,
                'first_year': null,
                'last_year': null,
                'source_id': null
            }
        ], recursive := true)
    from known
    cross join origin
    left join giving using (donor_id)
    left join by_type using (donor_id)
    left join reached using (donor_id)
    left join found using (donor_id)
    left join strict using (donor_id)
    left join pools using (donor_id)
    left join migrants using (iso3)
)

select
    donor_id,
    component_id,
    value,
    if(value is null, null, first_year) as first_year,
    if(value is null, null, last_year) as last_year,
    if(value is null, null, source_id) as source_id,
    is_government
    or component_id not in ('statistics_share', 'migrants', 'aid', 'aid_income_share', 'room') as is_applicable
from wide
order by donor_id, component_id
