-- Sources that match the filters: data sets first, then the cited pages with most rows.
-- One row per source.
--   $search                     any part of publisher, title, address or known flaws; empty means all
--   $source_kind, $publisher    codes; empty means all
with used as (
    select
        source_id,
        sum(row_count)::bigint as used_row_count,
        list(distinct table_name order by table_name) as used_in
    from source_use
    group by all
)

select
    source.kind as source_kind,
    source.publisher,
    source.title,
    source.vintage,
    source.licence,
    source.row_count as source_row_count,
    used.used_in,
    source.known_flaws,
    source.retrieved_on,
    source.url,
    source.source_id,
    coalesce(used.used_row_count, 0) as used_row_count
from source
left join used on source.source_id = used.source_id
where
    (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(' ', source.publisher, source.title, source.url, source.known_flaws))),
            strip_accents(lower($search))
        )
    )
    and (len($source_kind) = 0 or list_contains($source_kind, source.kind))
    and (len($publisher) = 0 or list_contains($publisher, source.publisher))
order by source.kind asc, used_row_count desc, strip_accents(lower(source.publisher)) asc, source.title asc
