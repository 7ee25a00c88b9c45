-- What a few donors disbursed and committed to statistics in each year; the two are different measures and never added.
-- One row per donor and year with a record.
--   $donors   donor ids
select
    donor_name,
    donor_id,
    donor_type,
    year,
    sum(amount_usd) filter (measure = 'disbursement') as disbursement_usd,
    sum(amount_usd) filter (measure = 'commitment') as commitment_usd,
    sum(record_count) filter (measure = 'disbursement')::bigint as record_count,
    sum(negative_count) filter (measure = 'disbursement')::bigint as negative_count
from funding
where
    lens = 'statistics'
    and year between 2010 and 2020
    and list_contains($donors, donor_id)
group by donor_name, donor_id, donor_type, year
order by list_position($donors, donor_id), year
