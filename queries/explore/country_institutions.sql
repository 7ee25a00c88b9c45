-- Institutions of one country with a role in migration statistics.
-- One row per institution.
--   $country   ISO3 code
select
    institution.name as institution_name,
    institution.kind as institution_kind,
    institution.role,
    institution.data_sources,
    institution.legal_basis,
    institution.confidence,
    institution.institution_id,
    source.url,
    institution.source_id
from institution
inner join source on institution.source_id = source.source_id
where institution.iso3 = $country
order by institution_kind, institution_name
