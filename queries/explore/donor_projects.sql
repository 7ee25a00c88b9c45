-- The records of a donor whose title has a migration word, with the theme that the rules give it; the strict ones first.
-- One row per record.
--   $donor   donor id
select
    title,
    project_id,
    theme,
    recipient_name,
    recipient_iso3,
    year,
    disbursement_usd,
    commitment_usd,
    theme_reason,
    source_id
from project
where donor_id = $donor and theme <> 'statistics'
order by
    list_position(['migration_statistics', 'migration', 'not_migration'], theme), disbursement_usd desc nulls last, project_id asc
