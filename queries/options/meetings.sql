-- Every meeting a reader can choose, the latest on top; two of one name and day are told apart by their codes.
-- One row per meeting.
select
    meeting_id as code,
    concat(
        name, ', ', strftime(held_on, '%-d %b %Y'),
        if(count(*) over (partition by name, held_on) > 1, concat(' (', meeting_id, ')'), '')
    ) as label
from meeting
order by held_on desc, meeting_id asc
