-- What kinds of mechanisms usually pay for, by judgement.
-- One row per kind of mechanism and cost category.
select
    kind as mechanism_kind,
    category as cost_category,
    pays,
    reason
from modality_fit
order by kind, category
