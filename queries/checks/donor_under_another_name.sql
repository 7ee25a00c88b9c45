-- A donor with this name, another spelling of it, or this IATI or DAC code exists under another code.
-- If it is the same donor, give it the code of the existing one.
-- Warns.
-- One row per donor that breaks the rule.
with said as (
    select
        donor_id,
        lower(strip_accents(unnest([name, full_name, iati_org_id, dac_code]))) as spelling
    from donor
    union
    select
        donor_id,
        lower(strip_accents(alias)) as spelling
    from donor_alias
),

own as (
    select
        donor_id,
        name,
        lower(strip_accents(unnest([name, iati_org_id, dac_code]))) as spelling
    from donor
)

select distinct
    'donor' as table_name,
    own.donor_id as record,
    'name' as field,
    own.name as found
from own
inner join said on own.spelling = said.spelling and own.donor_id <> said.donor_id
order by own.donor_id
