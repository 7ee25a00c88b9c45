-- Count the rows of every table by source, in a version that is being made.
-- One row per table, part and source.
insert into source_use
select 'country', '', source_id, count(*) from country group by all
union all
select 'country_alias', '', source_id, count(*) from country_alias group by all
union all
select 'donor', '', source_id, count(*) from donor group by all
union all
select 'donor_evidence', '', source_id, count(*) from donor_evidence group by all
union all
select 'mechanism', '', source_id, count(*) from mechanism group by all
union all
select 'mechanism_contributor', '', source_id, count(*) from mechanism_contributor group by all
union all
select 'programme', '', source_id, count(*) from programme group by all
union all
select 'cost_benchmark', '', source_id, count(*) from cost_benchmark group by all
union all
select 'institution', '', source_id, count(*) from institution group by all
union all
select 'data_exchange', '', source_id, count(*) from data_exchange group by all
union all
select 'global_programme', '', source_id, count(*) from global_programme group by all
union all
select 'programme_element', '', source_id, count(*) from programme_element group by all
union all
select 'indicator', '', source_id, count(*) from indicator group by all
union all
select 'observation', indicator_id, source_id, count(*) from observation group by all
union all
select 'funding', lens, source_id, count(*) from funding group by all
union all
select 'project', '', source_id, count(*) from project group by all
