-- The answers to one survey by the countries that match the filters, with the groups of each country.
-- One row per country and question.
--   $survey   code of the survey
--   $region, $income_group, $country_group   codes; empty means all
select
    assessment_answer.question_id,
    assessment_answer.iso3,
    country.name as country_name,
    country.region,
    country.income_group,
    assessment_answer.answer,
    assessment_answer.note,
    assessment_answer.source_id
from assessment_answer
inner join assessment_question on assessment_answer.question_id = assessment_question.question_id
inner join country on assessment_answer.iso3 = country.iso3
where
    assessment_question.survey_id = $survey
    and (len($region) = 0 or list_contains($region, country.region))
    and (len($income_group) = 0 or list_contains($income_group, country.income_group))
    and (
        len($country_group) = 0
        or (country.is_ldc and list_contains($country_group, 'ldc'))
        or (country.is_lldc and list_contains($country_group, 'lldc'))
        or (country.is_sids and list_contains($country_group, 'sids'))
    )
order by assessment_question.position, assessment_answer.question_id, strip_accents(country.name)
