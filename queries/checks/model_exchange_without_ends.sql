-- An exchange of the model does not say who gives or who receives the data.
-- Fill both, so that it can be drawn.
-- Warns.
-- One row per element that breaks the rule.
select
    'model_element' as table_name,
    element_id as record,
    name as found,
    if(from_element_id is null, 'from_element_id', 'to_element_id') as field
from model_element
where kind = 'exchange' and (from_element_id is null or to_element_id is null)
order by element_id
