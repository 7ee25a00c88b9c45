-- The regions that a mechanism can cover: all of the world, or a UN M49 region.
-- One row per choice.
select
    'Global' as code,
    'Global' as label
union all
(
    select distinct
        region as code,
        region as label
    from country
    where region is not null
    order by region
)
