-- The list of institutions has no institution of this name in the country.
-- Add it, or write its name as the list does; else only the exchange is shown to know it.
-- Warns.
-- One row per data exchange and end that breaks the rule.
with named as (
    select
        iso3,
        lower(strip_accents(trim(unnest(list_concat([name], coalesce(other_names, [])))))) as folded
    from institution
),

ends as (
    select
        exchange_id,
        iso3,
        'from_institution' as field,
        from_institution as found
    from data_exchange
    union all
    select
        exchange_id,
        iso3,
        'to_institution' as field,
        to_institution as found
    from data_exchange
)

select
    'data_exchange' as table_name,
    ends.exchange_id as record,
    ends.field,
    ends.found
from ends
anti join named on ends.iso3 = named.iso3 and lower(strip_accents(trim(ends.found))) = named.folded
order by ends.exchange_id, ends.field
