-- The donor that a full name, an acronym, an identifier, an agency or another spelling means, whatever case and accents.
-- One row, or none where the spelling is not known or means several donors.
--   $spelling   a name or a code
with spelling as (
    select
        donor_id,
        unnest([name, full_name, acronym, iati_org_id]) as spelt
    from donor
    union all
    select
        donor_id,
        alias as spelt
    from donor_alias
    union all
    select
        donor.donor_id,
        country_alias.alias as spelt
    from donor
    inner join country_alias on donor.iso3 = country_alias.iso3
)

select min(donor_id) as code
from spelling
where strip_accents(lower(spelt)) = strip_accents(lower(trim($spelling)))
having count(distinct donor_id) = 1
