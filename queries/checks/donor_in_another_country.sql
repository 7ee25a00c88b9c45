-- A donor that bears the name of a country is in that country.
-- Correct the country of the donor: the country that is paid belongs to evidence.
-- Blocks.
-- One row per donor that breaks the rule.
with named as (
    select
        alias as spelling,
        iso3
    from country_alias
    union all
    select
        name as spelling,
        iso3
    from country
)

select
    'donor' as table_name,
    donor.donor_id as record,
    'iso3' as field,
    donor.iso3 || ' beside ' || donor.name as found
from donor
inner join named on lower(strip_accents(donor.name)) = lower(strip_accents(named.spelling))
where donor.iso3 is not null
group by all
having not bool_or(named.iso3 = donor.iso3)
order by record
