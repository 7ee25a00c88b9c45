-- Records whose theme a person has set against the rules.
-- One row per record.
--   $search   any part of the title, the reason or a name; empty means all
select
    project.title,
    classifier_override.theme,
    classifier_override.override_reason,
    classifier_override.made_by,
    classifier_override.made_on,
    classifier_override.project_id
from classifier_override
left join project using (project_id)
where
    $search = ''
    or contains(
        strip_accents(lower(concat_ws(' ', project.title, override_reason, made_by))), strip_accents(lower($search))
    )
order by made_on desc nulls last, project_id asc
