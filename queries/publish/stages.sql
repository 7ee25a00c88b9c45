-- Note, in a version that is being made, which opportunities have come to another stage, and when.
-- One row per opportunity whose stage is not the one that was noted last.
--   $made_at   date and time in UTC
--   $made_by   text
insert into opportunity_stage
with former as (
    select
        opportunity_id,
        arg_max(stage, entered_at) as former_stage
    from opportunity_stage
    group by opportunity_id
)

select
    opportunity.opportunity_id,
    $made_at::timestamp as entered_at,
    opportunity.stage,
    $made_by::varchar as made_by
from opportunity
left join former on opportunity.opportunity_id = former.opportunity_id
where opportunity.stage is distinct from former.former_stage
