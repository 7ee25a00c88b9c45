-- Evidence that a donor paid for migration statistics or data, the latest first; rows may overlap, so amounts are never added.
-- One row per piece of evidence.
--   $donor   donor id
with noted as (
    select *
    from donor_evidence
    union all by name
    select null::varchar as note
    where false
)

select
    noted.evidence,
    noted.amount_usd,
    noted.first_year,
    noted.last_year,
    noted.confidence,
    noted.note,
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    noted.evidence_id,
    noted.source_id
from noted
inner join source using (source_id)
where noted.donor_id = $donor
order by coalesce(noted.last_year, noted.first_year) desc nulls last, noted.evidence_id
