-- The funders of training and capacity development, in alphabetical order.
-- One row per funder.
with named as (
    select distinct unnest(funders) as one_name
    from programme
)

select
    one_name as code,
    one_name as label
from named
where one_name <> ''
order by strip_accents(lower(one_name)), one_name
