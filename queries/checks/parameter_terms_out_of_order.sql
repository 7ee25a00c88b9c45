-- The short term begins before the medium term, and that before the long term.
-- Correct the first years of the terms.
-- Blocks.
-- One row per first year of a term that breaks the rule.
with term as (
    select
        parameter_id,
        value,
        list_position(['short_first_year', 'medium_first_year', 'long_first_year'], parameter_id) as place
    from parameter
)

select distinct
    'parameter' as table_name,
    one.parameter_id as record,
    'value' as field,
    one.value::varchar as found
from term as one
inner join term as other on one.place <> other.place and (one.place < other.place) <> (one.value < other.value)
where one.place > 0 and other.place > 0
order by record
