-- A government has a country.
-- Fill in the country of the donor.
-- Warns.
-- One row per donor that breaks the rule.
select
    'donor' as table_name,
    donor_id as record,
    'iso3' as field,
    name as found
from donor
where donor_type in ('DAC member', 'Other government') and iso3 is null and donor_id <> 'eu-institutions'
order by donor_id
