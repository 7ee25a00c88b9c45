-- Take away, in a version that is being made, the stages of opportunities that were removed.
-- One row per stage of such an opportunity.
delete from opportunity_stage
where opportunity_id not in (select opportunity.opportunity_id from opportunity)
