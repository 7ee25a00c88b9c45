-- The opportunities of the pipeline with what decides whether and how they count as funding.
-- One row per opportunity.
select
    opportunity.opportunity_id,
    opportunity.name as opportunity_name,
    opportunity.donor_id,
    donor.name as donor_name,
    donor.donor_type,
    opportunity.mechanism_id,
    mechanism.name as mechanism_name,
    mechanism.status as mechanism_status,
    opportunity.activity_id,
    activity.name as activity_name,
    opportunity.stage,
    opportunity.ask,
    opportunity.currency,
    opportunity.probability_pct,
    opportunity.is_in_kind,
    opportunity.first_year,
    opportunity.last_year,
    opportunity.source_id
from opportunity
left join donor on opportunity.donor_id = donor.donor_id
left join mechanism on opportunity.mechanism_id = mechanism.mechanism_id
left join activity on opportunity.activity_id = activity.activity_id
order by opportunity.opportunity_id
