-- The donors that an opportunity names, in alphabetical order: those that can decline.
-- One row per donor.
select distinct
    donor.donor_id as code,
    donor.name as label
from opportunity
inner join donor on opportunity.donor_id = donor.donor_id
where opportunity.stage <> 'declined'
order by strip_accents(donor.name), donor.donor_id
