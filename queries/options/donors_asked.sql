-- Every donor that is asked in an opportunity, in alphabetical order.
-- One row per donor.
select distinct
    donor.donor_id as code,
    donor.name as label
from opportunity
inner join donor on opportunity.donor_id = donor.donor_id
order by strip_accents(donor.name)
