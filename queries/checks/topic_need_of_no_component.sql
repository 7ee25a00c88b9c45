-- A need behind a topic names a component that the score of need does not have.
-- Write the code of a component, as the list of components has it.
-- Blocks.
-- One row per need behind a topic that breaks the rule.
with known as (
    select
        component_id,
        training_topic || ' · ' || component_id as record_key
    from topic_need
),

part as (
    select component_id
    from component
    where score = 'need'
)

select
    'topic_need' as table_name,
    record_key as record,
    'component_id' as field,
    component_id as found
from known
where component_id not in (select part.component_id from part)
order by record
