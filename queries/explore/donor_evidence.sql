-- Evidence that a donor paid for migration statistics or data, the latest first; rows may overlap, so amounts are never added.
-- One row per piece of evidence.
--   $donor   donor id
select
    donor_evidence.evidence,
    donor_evidence.amount_usd,
    donor_evidence.first_year,
    donor_evidence.last_year,
    donor_evidence.confidence,
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    donor_evidence.evidence_id,
    donor_evidence.source_id
from donor_evidence
inner join source using (source_id)
where donor_evidence.donor_id = $donor
order by coalesce(donor_evidence.last_year, donor_evidence.first_year) desc nulls last, donor_evidence.evidence_id
