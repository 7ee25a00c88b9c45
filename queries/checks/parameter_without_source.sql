-- A value that is not illustrative needs a source of its own; that of the example is none.
-- Choose as source who says it: “This publication” for your own. Or leave it illustrative.
-- Blocks.
-- One row per parameter that breaks the rule.
select
    'parameter' as table_name,
    parameter_id as record,
    'is_illustrative' as field,
    'No' as found
from parameter
where not is_illustrative and source_id in ('example-programme', 'un-programme-support-costs')
order by parameter_id
