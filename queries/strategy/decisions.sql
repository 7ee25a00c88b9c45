-- What was decided, about what and by whom, who acts and by when: open ones first, the earliest due on top.
-- One row per decision.
--   $decision_status, $meetings, $donors, $mechanisms, $countries, $opportunities   codes, empty: everything
--   $search       part of what was decided, of its note, its owner, or of what it is about
--   $decided_on   day, null: any
select
    decision.name as decision_name,
    decision.body as decided_by,
    decision.owner_role,
    decision.due_on as decision_due_on,
    decision.status as decision_status,
    decision.decided_on,
    meeting.name as meeting_name,
    decision.meeting_id,
    decision.note as decision_note,
    donor.name as donor_name,
    mechanism.name as mechanism_name,
    country.name as country_name,
    opportunity.name as opportunity_name,
    decision.decision_id,
    decision.source_id,
    coalesce(
        nullif(concat_ws('; ', donor.name, mechanism.name, country.name, opportunity.name), ''),
        'The programme as a whole'
    ) as decision_about
from decision
left join donor on decision.donor_id = donor.donor_id
left join mechanism on decision.mechanism_id = mechanism.mechanism_id
left join country on decision.iso3 = country.iso3
left join opportunity on decision.opportunity_id = opportunity.opportunity_id
left join meeting on decision.meeting_id = meeting.meeting_id
where
    (len($decision_status) = 0 or list_contains($decision_status, decision.status))
    and (len($meetings) = 0 or list_contains($meetings, decision.meeting_id))
    and (len($donors) = 0 or list_contains($donors, decision.donor_id))
    and (len($mechanisms) = 0 or list_contains($mechanisms, decision.mechanism_id))
    and (len($countries) = 0 or list_contains($countries, decision.iso3))
    and (len($opportunities) = 0 or list_contains($opportunities, decision.opportunity_id))
    and ($decided_on::date is null or decision.decided_on = $decided_on::date)
    and (
        $search = ''
        or contains(
            strip_accents(lower(
                concat_ws(
                    ' ', decision.name, decision.note, decision.owner_role, decision.body,
                    donor.name, mechanism.name, country.name, opportunity.name, meeting.name
                )
            )),
            strip_accents(lower($search))
        )
    )
order by
    decision.status != 'open',
    case when decision.status = 'open' then decision.due_on end asc nulls last,
    decision.decided_on desc,
    decision.name asc,
    decision.decision_id asc
