-- The regions that a mechanism can cover: all of the world first, then the UN M49 regions in alphabetical order.
-- One row per choice.
with choice as (
    select
        'Global' as region,
        1 as menu_order
    union all
    select distinct
        region,
        2 as menu_order
    from country
    where region is not null
)

select
    region as code,
    region as label
from choice
order by menu_order, region
