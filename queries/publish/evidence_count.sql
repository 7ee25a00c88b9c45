-- Count again, for each donor, the pieces of evidence, in a version that is being made.
-- One row per donor.
update donor
set
    evidence_count = (
        select count(*) from donor_evidence
        where donor_evidence.donor_id = donor.donor_id
    )
where
    evidence_count
    is distinct from (
        select count(*) from donor_evidence
        where donor_evidence.donor_id = donor.donor_id
    )
