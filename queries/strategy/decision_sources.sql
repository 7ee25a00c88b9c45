-- Where decisions, and what is known of what they are about, come from.
-- One row per source.
--   $decision_ids   codes
with about as (
    select
        decision.source_id as own_source,
        donor.source_id as donor_source,
        mechanism.source_id as mechanism_source,
        country.source_id as country_source,
        opportunity.source_id as opportunity_source,
        meeting.source_id as meeting_source
    from decision
    left join donor on decision.donor_id = donor.donor_id
    left join mechanism on decision.mechanism_id = mechanism.mechanism_id
    left join country on decision.iso3 = country.iso3
    left join opportunity on decision.opportunity_id = opportunity.opportunity_id
    left join meeting on decision.meeting_id = meeting.meeting_id
    where list_contains($decision_ids, decision.decision_id)
),

named as (
    from about unpivot (
        source_id for field in (
            own_source,
            donor_source,
            mechanism_source,
            country_source,
            opportunity_source,
            meeting_source
        )
    )
)

select
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    source.source_id
from source
semi join named on source.source_id = named.source_id
order by
    source.kind asc,
    source.publisher asc,
    source.title asc
