-- Every mechanism that an opportunity goes through, in alphabetical order.
-- One row per mechanism.
select distinct
    mechanism.mechanism_id as code,
    mechanism.name as label
from opportunity
inner join mechanism on opportunity.mechanism_id = mechanism.mechanism_id
order by strip_accents(mechanism.name)
