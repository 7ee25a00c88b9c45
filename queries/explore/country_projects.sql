-- Records of projects with a migration word in the title that name one country, 2010–2020, the latest first.
-- One row per record of a project and year.
--   $country   ISO3 code
select
    title,
    donor_name,
    year,
    theme,
    disbursement_usd,
    commitment_usd,
    recipient_name,
    project_id,
    donor_id,
    source_id
from project
where
    theme <> 'statistics'
    and (recipient_iso3 = $country or list_contains(countries, $country))
order by year desc, title asc
