-- An element of the model belongs to itself.
-- Name the institution that it belongs to, or that receives it.
-- Blocks.
-- One row per element that breaks the rule.
select
    'model_element' as table_name,
    element_id as record,
    element_id as found,
    if(from_element_id = element_id, 'from_element_id', 'to_element_id') as field
from model_element
where element_id in (from_element_id, to_element_id)
order by element_id
