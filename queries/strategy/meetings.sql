-- When who met, which views were shown from which version, and how much was decided; the latest on top.
-- One row per meeting.
select
    meeting.name as meeting_name,
    meeting.held_on,
    meeting.body,
    meeting.version as version_shown,
    meeting.views,
    meeting.note,
    meeting.meeting_id,
    meeting.source_id,
    count(decision.decision_id) as decision_count,
    count(decision.decision_id) filter (where decision.status = 'open') as open_count
from meeting
left join decision on meeting.meeting_id = decision.meeting_id
group by all
order by meeting.held_on desc, meeting.name asc, meeting.meeting_id asc
