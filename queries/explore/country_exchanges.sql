-- How institutions of one country share migration data.
-- One row per documented flow of data.
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
    source.url,
    data_exchange.source_id
from data_exchange
inner join source on data_exchange.source_id = source.source_id
where data_exchange.iso3 = $country
order by data_exchange.from_institution, data_exchange.to_institution, data_exchange.dataset
