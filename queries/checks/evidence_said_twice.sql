-- The same evidence on a donor, from the same year on, stands under another code.
-- If it is the same payment, keep one of the two; if it is another one, say so in its text.
-- Warns.
-- One row per piece of evidence that breaks the rule.
with said as (
    select
        evidence_id,
        evidence,
        -- the payments of one list have one code and a running number: they are known to be apart
        count(distinct regexp_replace(evidence_id, '^(donor-evidence-[0-9a-f]{10})-[0-9]+$', '\1')) over (
            partition by donor_id, lower(strip_accents(trim(evidence))), first_year
        ) as times
    from donor_evidence
)

select
    'donor_evidence' as table_name,
    evidence_id as record,
    'evidence' as field,
    evidence as found
from said
where times > 1
order by evidence_id
