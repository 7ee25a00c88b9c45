-- The sources behind tables, or behind parts of them, those with most rows first.
-- One row per source.
--   $used   names of tables, or table:part where part is a lens or an indicator, such as funding:iati
select
    source.source_id,
    source.kind,
    source.publisher,
    source.title,
    source.vintage,
    source.url,
    sum(source_use.row_count)::bigint as row_count
from source_use
inner join source using (source_id)
where
    list_contains($used, source_use.table_name)
    or list_contains($used, source_use.table_name || ':' || source_use.part)
group by all
order by source.kind asc, row_count desc, source.source_id asc
