-- The subjects of other global programmes: international migration and what is near it first, then in alphabetical order.
-- One row per subject.
with subject as (
    select distinct
        subject as one_subject,
        contains(subject, 'migration') or contains(subject, 'displacement') as is_near
    from global_programme
)

select
    one_subject as code,
    upper(left(one_subject, 1)) || substring(one_subject, 2) as label
from subject
order by is_near desc, lower(one_subject)
