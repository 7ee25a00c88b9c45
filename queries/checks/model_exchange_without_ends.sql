-- An exchange of the model does not say who gives or who receives the data.
-- Fill both, so that it can be drawn.
-- Warns.
-- One row per element that breaks the rule.
select
    'model_element' as table_name,
    element_id as record,
    'from_element_id' as field,
    name as found
from model_element
where kind = 'exchange' and from_element_id is null
union all
select
    'model_element' as table_name,
    element_id as record,
    'to_element_id' as field,
    name as found
from model_element
where kind = 'exchange' and to_element_id is null
order by record, field
