-- Every publisher of a source, in alphabetical order.
-- One row per publisher.
select distinct
    publisher as code,
    publisher as label
from source
where publisher is not null
order by strip_accents(lower(publisher))
