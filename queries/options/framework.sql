-- The frameworks that say what a global programme should hold, those with most elements first.
-- One row per framework.
select
    framework as code,
    framework as label
from programme_element
group by framework
order by count(*) desc, framework
