-- An element of the model belongs to itself.
-- Name the institution that it belongs to, or that receives it.
-- Blocks.
-- One row per element that breaks the rule.
select
    'model_element' as table_name,
    element_id as record,
    'from_element_id' as field,
    element_id as found
from model_element
where from_element_id = element_id
union all
select
    'model_element' as table_name,
    element_id as record,
    'to_element_id' as field,
    element_id as found
from model_element
where to_element_id = element_id
order by record, field
