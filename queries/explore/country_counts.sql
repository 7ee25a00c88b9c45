-- How much the landscape knows about one country besides its indicators.
-- One row; money of 2010–2020.
--   $country   ISO3 code
select
    (
        select coalesce(sum(record_count), 0)::bigint
        from funding
        where
            lens = 'statistics'
            and measure = 'disbursement'
            and recipient_iso3 = $country
            and year between 2010 and 2020
    ) as funding_count,
    (
        select count(*)::bigint from institution
        where iso3 = $country
    ) as institution_count,
    (
        select count(distinct iso3)::bigint from institution
    ) as documented_country_count,
    (
        select count(*)::bigint from data_exchange
        where iso3 = $country
    ) as exchange_count,
    (
        select count(*)::bigint
        from project
        where
            theme <> 'statistics'
            and (recipient_iso3 = $country or list_contains(countries, $country))
    ) as project_count,
    (
        select count(*)::bigint from programme
        where list_contains(countries, $country)
    ) as programme_count
