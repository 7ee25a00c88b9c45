-- Count the rows of some tables by source, in a version that is being made.
-- One row per table, part and source.
insert into source_use
with counted as (
    select
        'country' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from country
    group by all
    union all
    select
        'country_alias' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from country_alias
    group by all
    union all
    select
        'exchange_rate' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from exchange_rate
    group by all
    union all
    select
        'donor' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from donor
    group by all
    union all
    select
        'donor_alias' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from donor_alias
    group by all
    union all
    select
        'donor_evidence' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from donor_evidence
    group by all
    union all
    select
        'mechanism' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from mechanism
    group by all
    union all
    select
        'mechanism_contributor' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from mechanism_contributor
    group by all
    union all
    select
        'programme' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from programme
    group by all
    union all
    select
        'cost_benchmark' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from cost_benchmark
    group by all
    union all
    select
        'institution' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from institution
    group by all
    union all
    select
        'data_exchange' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from data_exchange
    group by all
    union all
    select
        'global_programme' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from global_programme
    group by all
    union all
    select
        'programme_element' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from programme_element
    group by all
    union all
    select
        'parameter' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from parameter
    group by all
    union all
    select
        'activity' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from activity
    group by all
    union all
    select
        'cost_line' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from cost_line
    group by all
    union all
    select
        'opportunity' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from opportunity
    group by all
    union all
    select
        'opportunity_line' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from opportunity_line
    group by all
    union all
    select
        'meeting' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from meeting
    group by all
    union all
    select
        'decision' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from decision
    group by all
    union all
    select
        'element_activity' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from element_activity
    group by all
    union all
    select
        'assessment_survey' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from assessment_survey
    group by all
    union all
    select
        'assessment_question' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from assessment_question
    group by all
    union all
    select
        'assessment_answer' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from assessment_answer
    group by all
    union all
    select
        'indicator' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from indicator
    group by all
    union all
    select
        'observation' as table_name,
        indicator_id as part,
        source_id,
        count(*) as row_count
    from observation
    group by all
    union all
    select
        'funding' as table_name,
        lens as part,
        source_id,
        count(*) as row_count
    from funding
    group by all
    union all
    select
        'purpose_aid' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from purpose_aid
    group by all
    union all
    select
        'project' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from project
    group by all
    union all
    select
        'classifier_sample' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from classifier_sample
    group by all
    union all
    select
        'model_element' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from model_element
    group by all
    union all
    select
        'model_answer' as table_name,
        '' as part,
        source_id,
        count(*) as row_count
    from model_answer
    group by all
)

select *
from counted
where list_contains($tables, table_name)
