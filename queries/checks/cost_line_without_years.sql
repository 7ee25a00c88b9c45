-- A cost line without years is left out of every total.
-- Give its first and its last year.
-- Warns.
-- One row per cost line that breaks the rule.
with known as (
    select
        *,
        case when first_year is null then 'first_year' else 'last_year' end as blank_field
    from cost_line
)

select
    'cost_line' as table_name,
    line_id as record,
    blank_field as field,
    'not known' as found
from known
where first_year is null or last_year is null
order by line_id
