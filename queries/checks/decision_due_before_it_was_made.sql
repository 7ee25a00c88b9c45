-- What was decided is due before it was decided.
-- Correct one of the two dates.
-- Warns.
-- One row per decision that breaks the rule.
select
    'decision' as table_name,
    decision_id as record,
    'due_on' as field,
    due_on::varchar as found
from decision
where due_on < decided_on
order by decision_id
