-- What is known of each component of need, by country, in its own unit; the definitions are those of the table `component`.
-- One row per country and component with a known value; what has no row is not known.
--   $scored   'aid_recipients' for countries on the list of aid recipients, 'all' for all countries and areas
with scored as (
    select
        iso3,
        name as country_name
    from country
    where $scored = 'all' or is_oda_eligible
),

known as (
    select
        observation.iso3,
        observation.indicator_id,
        observation.year,
        observation.value,
        observation.source_id
    from observation
    inner join scored using (iso3)
    where observation.value is not null
),

single as ( -- the latest value of one indicator
    select
        known.iso3,
        indicators.component_id,
        max(known.year) as latest_year,
        max_by(known.value, known.year) as latest_value,
        max_by(known.source_id, known.year) as source_id
    from known
    inner join (
        values
        ('spi_overall', 'spi'),
        ('spi_pillar_4', 'spi_sources'),
        ('spi_pillar_5', 'spi_infrastructure'),
        ('migrant_stock_in_pct', 'immigrants'),
        ('migrant_stock_out_pct', 'emigrants'),
        ('remittances_received_pct_gdp', 'remittances')
    ) as indicators (indicator_id, component_id) on known.indicator_id = indicators.indicator_id
    group by all
),

together as ( -- several indicators of one year; a year in which one of them is not known does not count
    select
        known.iso3,
        parts.component_id,
        known.year,
        sum(known.value) as total,
        any_value(known.source_id) as source_id
    from known
    inner join (
        values
        ('odin_population_coverage', 'odin_population', 2),
        ('odin_population_openness', 'odin_population', 2),
        ('sdg_17_18_3_implemented', 'plan', 2),
        ('sdg_17_18_3_funded', 'plan', 2),
        ('refugees_hosted', 'displaced', 3),
        ('asylum_seekers_hosted', 'displaced', 3),
        ('internally_displaced', 'displaced', 3)
    ) as parts (indicator_id, component_id, needed) on known.indicator_id = parts.indicator_id
    group by known.iso3, parts.component_id, known.year, parts.needed
    having count(*) = parts.needed
),

people as (
    select
        iso3,
        year,
        value as population
    from known
    where indicator_id = 'population' and value > 0
),

made as (
    select
        together.iso3,
        together.component_id,
        together.year,
        together.source_id,
        case together.component_id
            when 'odin_population' then together.total / 2
            when 'displaced' then 1000 * together.total / people.population
            else together.total
        end as made_value
    from together
    left join people on together.iso3 = people.iso3 and together.year = people.year
),

support as (
    select
        recipient_iso3 as iso3,
        sum(amount_usd) as amount_usd,
        any_value(source_id) as source_id
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
    group by recipient_iso3
),

training as ( -- running and recurring programmes that name the country, or its region or the world and no countries
    select
        scored.iso3,
        count(*) as programme_count,
        max(coalesce(training_offer.last_year, training_offer.first_year)) as latest_year,
        min(training_offer.source_id) as source_id
    from scored
    inner join country on scored.iso3 = country.iso3
    inner join training_offer
        on
            list_contains(training_offer.countries, country.iso3)
            or (
                coalesce(len(training_offer.countries), 0) = 0
                and (
                    training_offer.region in ('Global', country.region, country.subregion)
                    or (
                        training_offer.region = 'Sub-Saharan Africa'
                        and country.region = 'Africa' and country.subregion <> 'Northern Africa'
                    )
                    or (
                        training_offer.region = 'Latin America and the Caribbean'
                        and country.region = 'Americas' and country.subregion <> 'Northern America'
                    )
                )
            )
    where training_offer.status in ('running', 'recurring') and training_offer.is_training
    group by scored.iso3
),

shared as ( -- a version from before exchanges could be planned or ended has none that are
    select
        iso3,
        arrangement,
        since_year,
        source_id
    from (
        select * from data_exchange
        union all by name
        select
            null::boolean as is_planned,
            null::bigint as until_year
        where false
    ) as exchanges
    where not coalesce(is_planned, false) and coalesce(until_year >= year(current_date), true)
),

valued as (
    select * from single
    union all by name
    select
        iso3,
        'training' as component_id,
        programme_count as latest_value,
        latest_year,
        source_id
    from training
    union all by name
    select
        iso3,
        component_id,
        max(year) as latest_year,
        max_by(made_value, year) as latest_value,
        max_by(source_id, year) as source_id
    from made
    where made_value is not null
    group by iso3, component_id
    union all by name
    select
        iso3,
        'census_age' as component_id,
        year as latest_year,
        year - value as latest_value,
        source_id
    from known
    where indicator_id = 'last_census_year'
    qualify year = max(year) over (partition by iso3)
    union all by name
    select
        support.iso3,
        'support' as component_id,
        people.year as latest_year,
        support.amount_usd / people.population as latest_value,
        support.source_id
    from support
    inner join people on support.iso3 = people.iso3 and people.year = 2020
    where support.amount_usd is not null
    union all by name
    select -- the strongest arrangement known of an exchange that runs
        shared.iso3,
        'sharing' as component_id,
        max_by(shared.since_year, strength.points) as latest_year, -- mostly not known
        max(strength.points) as latest_value,
        max_by(shared.source_id, strength.points) as source_id
    from shared
    inner join (
        values
        ('law', 3),
        ('decree', 3),
        ('memorandum of understanding', 2),
        ('committee', 1),
        ('informal', 1)
    ) as strength (arrangement, points) on shared.arrangement = strength.arrangement
    group by shared.iso3
)

select
    scored.iso3,
    scored.country_name,
    valued.component_id,
    valued.latest_value,
    valued.latest_year,
    valued.source_id
from valued
inner join scored on valued.iso3 = scored.iso3
order by scored.country_name, valued.component_id
