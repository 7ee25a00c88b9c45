-- Every opportunity a reader can choose, in alphabetical order; two of one name are told apart by their codes.
-- One row per opportunity.
select
    opportunity_id as code,
    concat(name, if(count(*) over (partition by name) > 1, concat(' (', opportunity_id, ')'), '')) as label
from opportunity
order by strip_accents(name), opportunity_id
