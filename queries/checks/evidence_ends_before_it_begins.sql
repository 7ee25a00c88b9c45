-- The last year lies before the first.
-- Exchange the two years, or correct one.
-- Blocks.
-- One row per piece of evidence that breaks the rule.
select
    'donor_evidence' as table_name,
    evidence_id as record,
    'last_year' as field,
    last_year as found
from donor_evidence
where last_year < first_year
order by evidence_id
