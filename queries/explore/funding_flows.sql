-- What the twelve largest donors gave to each place, which is a UN entity or a region;
-- in the lens of the UN, the eight UN entities that received most, and the others together;
-- in the other lenses, regions, and recipients that are several or not specified.
-- One row per donor and place, donors and places with the largest total first.
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
),

matching as (
    select
        donor_name,
        donor_id,
        donor_type,
        if(lens = 'un', channel, coalesce(recipient_region, 'Several or not specified')) as place_name,
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
    group by all
),

largest as (
    select
        donor_name,
        sum(amount_usd) as donor_total_usd
    from matching
    group by all
    order by donor_total_usd desc nulls last, donor_name asc
    limit 12
),

place as (
    select
        place_name,
        row_number() over (order by sum(amount_usd) desc nulls last, place_name asc) as place_rank
    from matching
    group by place_name
)

select
    donor_name,
    donor_id,
    donor_type,
    donor_total_usd,
    if(place_rank <= 8, place_name, 'Other entities') as place_name,
    sum(amount_usd) as amount_usd,
    sum(record_count)::bigint as record_count
from matching
inner join largest using (donor_name)
inner join place using (place_name)
group by donor_name, donor_id, donor_type, donor_total_usd, if(place_rank <= 8, place_name, 'Other entities')
order by donor_total_usd desc nulls last, donor_name asc, min(place_rank) asc
