-- A figure that is not illustrative needs a basis and a source of its own.
-- Choose the basis and name the source, or leave it illustrative.
-- Blocks.
-- One row per cost line that breaks the rule.
select
    'cost_line' as table_name,
    line_id as record,
    'is_illustrative' as field,
    'No' as found
from cost_line
where not is_illustrative and (basis is null or basis = 'placeholder' or source_id = 'example-programme')
order by line_id
