-- Who one country is: its names, region and groups.
-- One row, or none where the code is unknown.
--   $country   ISO3 code
select
    name as country_name,
    iso3,
    m49,
    name_fr,
    name_es,
    region,
    subregion,
    income_group,
    is_ldc,
    is_lldc,
    is_sids,
    is_oda_eligible,
    note,
    source_id
from country
where iso3 = $country
