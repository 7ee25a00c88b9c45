-- Every role or unit that owns an opportunity, in alphabetical order.
-- One row per owner.
select distinct
    owner_role as code,
    owner_role as label
from opportunity
where owner_role is not null
order by owner_role
