-- The amount of a piece of evidence is negative.
-- A repayment may be negative; otherwise correct the amount.
-- Warns.
-- One row per piece of evidence that breaks the rule.
select
    'donor_evidence' as table_name,
    evidence_id as record,
    'amount_usd' as field,
    amount_usd as found
from donor_evidence
where amount_usd < 0
order by evidence_id
