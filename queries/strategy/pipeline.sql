-- The opportunities of the programme: who might pay for what, how far it is, what is asked for in US dollars, and what is next.
-- One row per opportunity. An ask is converted with the latest yearly rate of its currency up to $year; `left_out` says why
-- money is in no total, and is unknown where it counts; `is_cost_illustrative` is whether a cost line that it is for, by its
-- shares or else by its activity, is an illustrative example.
--   $stage, $donors_asked, $mechanism_of, $activity, $owner   codes, or roles of owners; empty means all
--   $search   part of a text; empty means all
--   $year     year of the rates at the latest
with rate as (
    select
        currency,
        max(year) as rate_year,
        arg_max(units_per_dollar, year) as units_per_dollar
    from exchange_rate
    where year <= $year
    group by currency
),

entered as (
    select
        opportunity_id,
        max(entered_at) as entered_at
    from opportunity_stage
    group by opportunity_id
),

line as (
    select
        opportunity_line.opportunity_id,
        count(*) as line_count,
        bool_or(cost_line.is_illustrative) as is_illustrative,
        list(distinct cost_line.activity_id) as activities,
        string_agg(distinct activity.name, '; ' order by activity.name) as activity_names
    from opportunity_line
    inner join cost_line on opportunity_line.line_id = cost_line.line_id
    left join activity on cost_line.activity_id = activity.activity_id
    group by opportunity_line.opportunity_id
),

example as (
    select distinct activity_id
    from cost_line
    where is_illustrative
),

known as (
    select
        opportunity.*,
        donor.name as donor_name,
        mechanism.name as mechanism_name,
        mechanism.status as mechanism_status,
        line.line_count,
        rate.units_per_dollar,
        rate.rate_year,
        entered.entered_at,
        coalesce(line.is_illustrative, example.activity_id is not null) as is_cost_illustrative,
        coalesce(opportunity.currency, 'USD') as ask_currency,
        coalesce(activity.name, line.activity_names) as activity_name,
        list_concat(coalesce(line.activities, []), [opportunity.activity_id]) as activities
    from opportunity
    left join donor on opportunity.donor_id = donor.donor_id
    left join mechanism on opportunity.mechanism_id = mechanism.mechanism_id
    left join activity on opportunity.activity_id = activity.activity_id
    left join example on opportunity.activity_id = example.activity_id
    left join line on opportunity.opportunity_id = line.opportunity_id
    left join entered on opportunity.opportunity_id = entered.opportunity_id
    left join rate on opportunity.currency = rate.currency
),

converted as (
    select
        *,
        coalesce(is_in_kind, false) as is_kind,
        ask / case when ask_currency = 'USD' then 1 else units_per_dollar end as ask_usd
    from known
),

placed as (
    select
        *,
        case
            when is_kind then 'in_kind'
            when stage = 'declined' then 'declined'
            when donor_id is null then 'no_donor'
            when mechanism_status = 'closed' and stage <> 'paid' then 'closed_mechanism'
            when ask is null then 'no_ask'
            when ask_usd is null then 'no_rate'
        end as left_out
    from converted
)

select
    opportunity_id,
    name as opportunity_name,
    donor_name,
    mechanism_name,
    activity_name,
    stage,
    ask,
    ask_currency,
    ask_usd,
    units_per_dollar,
    rate_year,
    probability_pct,
    is_kind as is_in_kind,
    left_out,
    first_year,
    last_year,
    expected_on,
    deadline_on,
    owner_role,
    next_action,
    due_on,
    last_contact_on,
    entered_at,
    line_count,
    is_cost_illustrative,
    note,
    source_id
from placed
where
    (len($stage) = 0 or list_contains($stage, stage))
    and (len($donors_asked) = 0 or list_contains($donors_asked, donor_id))
    and (len($mechanism_of) = 0 or list_contains($mechanism_of, mechanism_id))
    and (len($activity) = 0 or list_has_any(activities, $activity))
    and (len($owner) = 0 or list_contains($owner, owner_role))
    and (
        $search = ''
        or contains(
            strip_accents(lower(concat_ws(' ', name, donor_name, mechanism_name, activity_name, owner_role, next_action, note))),
            strip_accents(lower($search))
        )
    )
order by list_position(
    [
        'identified', 'researched', 'approached', 'concept_note', 'proposal', 'negotiation', 'pledged', 'committed', 'paid',
        'declined'
    ],
    stage
), name
