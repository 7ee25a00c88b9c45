-- Who received aid whose purpose code says statistics or migration, the largest amounts first.
-- One row per recipient, year and purpose code.
--   $search   any part of the name of a recipient; empty means all
select
    recipient_name,
    recipient_region,
    year,
    purpose_code,
    amount_usd,
    recipient_iso3,
    source_id
from purpose_aid
where $search = '' or contains(strip_accents(lower(recipient_name)), strip_accents(lower($search)))
order by amount_usd desc, recipient_name asc, year asc, purpose_code asc
