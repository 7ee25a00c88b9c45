-- Count again, for each donor, the pieces of evidence, in a version that is being made.
-- One row per donor whose count has changed.
update donor
set evidence_count = counted.evidence_count
from
    (
        select
            donor.donor_id,
            count(donor_evidence.donor_id) as evidence_count
        from donor
        left join donor_evidence on donor.donor_id = donor_evidence.donor_id
        group by all
    ) as counted
where
    donor.donor_id = counted.donor_id
    and donor.evidence_count is distinct from counted.evidence_count
