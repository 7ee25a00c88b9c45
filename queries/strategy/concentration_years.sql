-- What each donor gave in each year, net of repayments, for shares of the largest few.
-- One row per year and donor; the amount is blank where no record of the year has one.
--   $lens, $measure, $rule         one code each; figures of two lenses or measures are never added together
--   $rule_codes                    purpose codes that the rule 'codes' counts
--   $first_year, $last_year        both included
--   $donor_type, $finance_type     codes; empty means all
--   $donors, $countries            donor ids and ISO3 codes; empty means all
--   $region, $income_group, $country_group   of the recipient; empty means all
--   $search                        any part of the name of a donor, a recipient or a UN entity; empty means all
--   $priority                      code of a kept set of priority countries, or null for all
with known as ( -- versions from before there were purpose codes open too
    select *
    from funding
    union all by name
    select null::varchar as purpose_code
    where false
)

select
    year,
    donor_name,
    donor_id,
    donor_type,
    -- of the UN, "Other" holds pooled funds, own revenue and what is not attributed: money of many
    lens <> 'un' or (donor_type <> 'Other' and not contains(donor_name, ', not named')) as is_one_donor,
    sum(amount_usd) as amount_usd,
    sum(record_count)::bigint as record_count
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
    and (
        $priority is null
        or recipient_iso3 in (
            select unnest(countries) from scenario
            where kind = 'priority_countries' and scenario_id = $priority
        )
    )
group by all
order by year, donor_name, donor_id, donor_type
