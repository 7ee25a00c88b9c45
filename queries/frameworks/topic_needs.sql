-- By which components of need a country is said to lack in a topic of training.
-- One row per topic and component.
select
    topic_need.training_topic,
    topic_need.component_id,
    component.component_name,
    topic_need.comparison,
    topic_need.threshold,
    component.raw_unit,
    topic_need.reason
from topic_need
inner join component on topic_need.component_id = component.component_id and component.score = 'need'
order by topic_need.training_topic, component.position
