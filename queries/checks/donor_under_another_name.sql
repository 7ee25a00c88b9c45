-- A donor with this name, long name, IATI or DAC code exists under another code.
-- If it is the same donor, give it the code of the existing one.
-- Warns.
-- One row per donor that breaks the rule.
select distinct
    'donor' as table_name,
    one.donor_id as record,
    'name' as field,
    one.name as found
from donor as one
inner join donor as other
    on
        one.donor_id <> other.donor_id
        and (
            lower(strip_accents(one.name)) in (lower(strip_accents(other.name)), lower(strip_accents(other.full_name)))
            or one.iati_org_id = other.iati_org_id
            or one.dac_code = other.dac_code
        )
order by one.donor_id
