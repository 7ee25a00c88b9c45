-- What all aid that the OECD knows by recipient was for, where a purpose code says statistics or migration, each year.
-- One row per year and purpose code.
select
    year,
    purpose_code,
    sum(amount_usd) as amount_usd,
    count(*) as record_count,
    count(distinct recipient_iso3) as recipient_count
from purpose_aid
group by all
order by year, purpose_code
