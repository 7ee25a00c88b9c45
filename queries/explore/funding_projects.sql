-- The projects for migration statistics one by one, largest payments first.
-- One row per record of a project and year; no record tells the finance type.
--   $rule                          strict: about migration and about statistics; otherwise every project about migration
--   $first_year, $last_year        both included
--   $donor_type                    codes; empty means all
--   $donors, $countries            donor ids and ISO3 codes; empty means all
--   $region, $income_group, $country_group   of the recipient; empty means all
--   $search                        any part of the title or of the name of a donor or recipient; empty means all
select
    title,
    donor_name,
    recipient_name,
    year,
    disbursement_usd,
    commitment_usd,
    theme,
    donor_id,
    donor_type,
    recipient_iso3,
    recipient_region,
    project_id,
    theme_reason,
    source_id
from project
where
    theme in ('migration_statistics', 'migration')
    and ($rule <> 'strict' or theme = 'migration_statistics')
    and year between $first_year and $last_year
    and (len($donor_type) = 0 or list_contains($donor_type, donor_type))
    and (len($donors) = 0 or list_contains($donors, donor_id))
    and (len($countries) = 0 or list_contains($countries, recipient_iso3))
    and (len($region) = 0 or list_contains($region, recipient_region))
    and (
        (len($income_group) = 0 and len($country_group) = 0)
        or recipient_iso3 in (
            select iso3 from country
            where
                (len($income_group) = 0 or list_contains($income_group, income_group))
                and (
                    len($country_group) = 0
                    or (list_contains($country_group, 'ldc') and is_ldc)
                    or (list_contains($country_group, 'lldc') and is_lldc)
                    or (list_contains($country_group, 'sids') and is_sids)
                )
        )
    )
    and (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(' ', title, donor_name, recipient_name))), strip_accents(lower($search))
        )
    )
order by disbursement_usd desc nulls last, commitment_usd desc nulls last, title asc, project_id asc
