-- An opportunity cannot move to this stage from the one that it is in.
-- Money is committed before it is paid, what is paid stays paid, and what was declined is identified or researched anew.
-- Blocks.
-- One row per opportunity that breaks the rule.
with former as (
    select
        opportunity_id,
        arg_max(stage, entered_at) as stage
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
    opportunity.stage <> former.stage
    and (former.stage, opportunity.stage) not in (select (from_stage, to_stage) from stage_transition)
order by record
