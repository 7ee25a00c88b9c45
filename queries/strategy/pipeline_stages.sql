-- To which stages the opportunities of the programme came, and when.
-- One row per opportunity and stage that it entered, the earliest first.
select
    opportunity_id,
    stage,
    entered_at
from opportunity_stage
order by
    opportunity_id,
    entered_at
