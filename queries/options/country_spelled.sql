-- The country that a spelling or a code means, whatever its case and accents.
-- One row, or none where the spelling is not known or means several countries.
--   $spelling   a name in any language of the landscape, or a code
select min(iso3) as code
from country_alias
where strip_accents(lower(alias)) = strip_accents(lower(trim($spelling)))
having count(distinct iso3) = 1
