-- How many records of support to statistics a version has added up without having them one by one, as versions made before
-- words decided do.
-- One row.
select greatest(coalesce(sum(record_count), 0) - (select count(*) from project), 0)::bigint as record_count
from funding
where lens = 'statistics' and measure = 'disbursement'
