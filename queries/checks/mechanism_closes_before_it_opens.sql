-- A mechanism cannot close before it opens.
-- Correct one of the two years.
-- Blocks.
-- One row per mechanism that breaks the rule.
select
    'mechanism' as table_name,
    mechanism_id as record,
    case when closes_on is null then 'closes_year' else 'closes_on' end as field,
    coalesce(closes_on, closes_year::varchar) as found
from mechanism
where closes_year < opened_year
order by mechanism_id
