-- Where the disbursements of a few donors to statistics went, with each region's share of the donor's total.
-- One row per donor and M49 region; region_name is "Several or not specified" where the source names no single region.
--   $donors   donor ids
with by_region as (
    select
        donor_name,
        donor_id,
        donor_type,
        coalesce(recipient_region, 'Several or not specified') as region_name,
        sum(amount_usd) as amount_usd,
        sum(record_count)::bigint as record_count
    from funding
    where
        lens = 'statistics'
        and measure = 'disbursement'
        and year between 2010 and 2020
        and list_contains($donors, donor_id)
    group by all
)

select
    *,
    100 * amount_usd / nullif(sum(amount_usd) over (partition by donor_id), 0) as share_pct
from by_region
order by list_position($donors, donor_id), amount_usd desc nulls last, region_name asc
