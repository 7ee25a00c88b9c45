-- The records with a word of migration in the title, with the theme that the rules give them and why; largest payments first.
-- One row per record of a project and year; the label is blank for records that are not in the sample.
--   $search   any part of the title, the reason or the name of a donor or recipient; empty means all
select
    project.title,
    project.theme,
    project.theme_reason,
    project.donor_name,
    project.recipient_name,
    project.year,
    project.disbursement_usd,
    project.commitment_usd,
    classifier_sample.label,
    classifier_sample.sample_half,
    project.project_id,
    project.donor_id,
    project.source_id
from project
left join classifier_sample using (project_id)
where
    (project.theme <> 'statistics' or project.theme_reason is not null)
    and (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(' ', project.title, theme_reason, donor_name, recipient_name))),
            strip_accents(lower($search))
        )
    )
order by project.disbursement_usd desc nulls last, project.title asc, project.project_id asc
