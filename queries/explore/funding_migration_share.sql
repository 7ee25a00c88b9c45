-- What was for migration statistics by the strict and by the wide rule, beside all that matches the other filters;
-- in the lens of IATI by purpose code too.
-- One row; an amount is blank where no record matches, and coded_count is 0 where no code is known of any.
--   $lens, $measure                one code each; figures of two lenses or measures are never added together
--   $rule_codes                    purpose codes that the rule 'codes' counts
--   $first_year, $last_year        both included
--   $donor_type, $finance_type     codes; empty means all
--   $donors, $countries            donor ids and ISO3 codes; empty means all
--   $region, $income_group, $country_group   of the recipient; empty means all
--   $search                        any part of the name of a donor, a recipient or a UN entity; empty means all
with known as ( -- versions from before there were purpose codes open too
    select *
    from funding
    union all by name
    select null::varchar as purpose_code
    where false
)

select
    sum(amount_usd) as amount_usd,
    sum(amount_usd) filter (theme = 'migration_statistics') as strict_usd,
    sum(amount_usd) filter (theme in ('migration_statistics', 'migration')) as wide_usd,
    sum(amount_usd) filter (list_contains($rule_codes, purpose_code)) as codes_usd,
    coalesce(sum(record_count) filter (theme = 'migration_statistics'), 0)::bigint as strict_count,
    coalesce(sum(record_count) filter (theme in ('migration_statistics', 'migration')), 0)::bigint as wide_count,
    coalesce(sum(record_count) filter (list_contains($rule_codes, purpose_code)), 0)::bigint as codes_count,
    coalesce(sum(record_count) filter (purpose_code is not null), 0)::bigint as coded_count,
    100 * sum(amount_usd) filter (theme = 'migration_statistics') / nullif(sum(amount_usd), 0) as strict_pct,
    100 * sum(amount_usd) filter (theme in ('migration_statistics', 'migration')) / nullif(sum(amount_usd), 0) as wide_pct
from known
where
    lens = $lens
    and measure = $measure
    and year between $first_year and $last_year
    and (len($donor_type) = 0 or list_contains($donor_type, donor_type))
    and (len($finance_type) = 0 or list_contains($finance_type, finance_type))
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
            strip_accents(lower(concat_ws(' ', donor_name, recipient_name, channel))), strip_accents(lower($search))
        )
    )
