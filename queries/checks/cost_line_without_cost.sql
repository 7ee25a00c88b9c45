-- A cost line without a quantity or a unit cost is left out of every total.
-- Fill in what is known, or leave it out on purpose.
-- Warns.
-- One row per cost line that breaks the rule.
with known as (
    select
        *,
        case when unit_cost is null then 'unit_cost' else 'quantity' end as blank_field
    from cost_line
)

select
    'cost_line' as table_name,
    line_id as record,
    blank_field as field,
    'not known' as found
from known
where quantity is null or unit_cost is null
order by line_id
