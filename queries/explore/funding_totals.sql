-- What the records that match the filters add up to.
-- One row.
--   $lens, $measure, $rule         one code each; figures of two lenses or measures are never added together
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
    count(distinct donor_name) as donor_count,
    count(distinct donor_name) filter (donor_id is not null) as listed_donor_count,
    count(distinct donor_name) filter (amount_usd is not null) as known_donor_count,
    count(distinct recipient_iso3) as recipient_count,
    count(distinct channel) as entity_count,
    coalesce(sum(record_count), 0)::bigint as record_count,
    coalesce(sum(negative_count), 0)::bigint as negative_count,
    coalesce(sum(record_count) filter (amount_usd is null), 0)::bigint as unknown_count,
    count(*) as row_count
from known
where
    lens = $lens
    and measure = $measure
    and (
        $rule = 'all'
        or ($rule in ('strict', 'wide') and theme = 'migration_statistics')
        or ($rule = 'wide' and theme = 'migration')
        or ($rule = 'codes' and list_contains($rule_codes, purpose_code))
    )
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
