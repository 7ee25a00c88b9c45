-- The parameters of the programme as they stand.
-- One row per parameter.
select
    parameter_id,
    name as parameter_name,
    value,
    unit as parameter_unit,
    choice,
    explanation,
    is_illustrative,
    source_id,
    note
from parameter
order by parameter_id
