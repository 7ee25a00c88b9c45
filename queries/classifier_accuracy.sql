-- How well the rules name what a reader of the titles named, on each half of the labelled sample.
-- One row per half and rule; some titles stand in many records, so each is counted by records and by different titles.
-- Records decided by hand say nothing about the rules and are left out.
with judged as (
    select
        sample_half,
        classifier_sample.label,
        project.theme,
        regexp_replace(lower(strip_accents(project.title)), '[^a-z0-9]', '', 'g') as title
    from classifier_sample
    inner join project using (project_id)
    where project_id not in (select classifier_override.project_id from classifier_override)
),

by_rule as (
    select
        sample_half,
        title,
        'strict' as classifier_rule,
        theme = 'migration_statistics' as is_named,
        label = 'migration_statistics' as is_labelled
    from judged
    union all
    select
        sample_half,
        title,
        'wide' as classifier_rule,
        theme in ('migration_statistics', 'migration') as is_named,
        label in ('migration_statistics', 'migration') as is_labelled
    from judged
)
,

-- a word that is added later names records that no reader has labelled
outside as (
    select
        count(*) filter (theme = 'migration_statistics') as strict_count,
        count(*) filter (theme in ('migration_statistics', 'migration')) as wide_count
    from project
    where project_id not in (select classifier_sample.project_id from classifier_sample)
)

select
    sample_half,
    classifier_rule,
    (select if(by_rule.classifier_rule = 'strict', outside.strict_count, outside.wide_count) from outside) as unread_count,
    count(*) as sample_count,
    count(*) filter (is_named) as named_count,
    count(*) filter (is_labelled) as labelled_count,
    count(*) filter (is_named and is_labelled) as right_count,
    100 * right_count / nullif(named_count, 0) as precision_pct,
    100 * right_count / nullif(labelled_count, 0) as recall_pct,
    count(distinct title) as title_count,
    100 * count(distinct title) filter (is_named and is_labelled)
    / nullif(count(distinct title) filter (is_named), 0) as title_precision_pct,
    100 * count(distinct title) filter (is_named and is_labelled)
    / nullif(count(distinct title) filter (is_labelled), 0) as title_recall_pct
from by_rule
group by all
order by sample_half, classifier_rule
