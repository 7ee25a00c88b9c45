-- How institutions of one country share migration data.
-- One row per documented flow of data, those that have ended last.
--   $country   ISO3 code
select
    data_exchange.from_institution,
    data_exchange.to_institution,
    data_exchange.dataset,
    data_exchange.arrangement,
    data_exchange.frequency,
    data_exchange.links_individuals,
    data_exchange.since_year,
    data_exchange.confidence,
    data_exchange.exchange_id,
    data_exchange.until_year,
    source.url,
    data_exchange.source_id,
    coalesce(data_exchange.is_planned, false) as is_planned,
    coalesce(data_exchange.until_year < year(current_date), false) as is_ended
from data_exchange
inner join source on data_exchange.source_id = source.source_id
where data_exchange.iso3 = $country
order by is_ended, data_exchange.from_institution, data_exchange.to_institution, data_exchange.dataset
