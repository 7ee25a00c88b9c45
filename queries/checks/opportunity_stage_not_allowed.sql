-- An opportunity cannot move to this stage from the one that it is in.
-- Choose a stage that may follow: money is committed before it is paid, and what is paid stays paid.
-- Blocks.
-- One row per opportunity that breaks the rule.
with former as (
    select
        opportunity_id,
        arg_max(stage, entered_at) as former_stage
    from opportunity_stage
    group by opportunity_id
)

select
    'opportunity' as table_name,
    opportunity.opportunity_id as record,
    'stage' as field,
    opportunity.stage as found
from opportunity
inner join former on opportunity.opportunity_id = former.opportunity_id
where
    opportunity.stage <> former.former_stage
    and (former.former_stage, opportunity.stage) not in (select (from_stage, to_stage) from stage_transition)
order by record
