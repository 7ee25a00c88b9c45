-- What the landscape does not know about a donor, and why.
-- One row per thing not known, in the order of the profile.
--   $donor   donor id
with every as (
    select *
    from donor
    union all by name
    select
        null::varchar as relationship,
        null::varchar as budget_stage,
        null::varchar as decision_month,
        null::varchar as contact_role
    where false
),

known as (
    select
        *,
        exists(
            select 1 from mechanism_contributor
            where mechanism_contributor.donor_id = every.donor_id
        ) as has_mechanism,
        exists(
            select 1 from project
            where project.donor_id = every.donor_id and project.theme = 'migration_statistics'
        ) as has_strict,
        exists(
            select 1 from funding
            where funding.lens = 'un' and funding.donor_id = every.donor_id
        ) as has_un
    from every
    where donor_id = $donor
),

gap as (
    select
        unnest([
            {
                'place': 1,
                'thing': 'Size of aid in 2024',
                'reason': 'The OECD table of official development assistance has no figure for this donor.',
                'is_gap': oda_2024_usd is null and donor_type not in ('Multilateral', 'Private')
            },
            {
                'place': 2,
                'thing': 'Aid as a share of national income',
                'reason': 'The OECD table has no share for this donor.',
                'is_gap': oda_gni_pct_2024 is null
                and donor_type not in ('Multilateral', 'Private')
                and donor_id <> 'eu-institutions'
            },
            {
                'place': 3,
                'thing': 'In-donor refugee cost in 2024',
                'reason': 'The OECD table has no figure for this donor.',
                'is_gap': refugee_cost_2024_usd is null and donor_type not in ('Multilateral', 'Private')
            },
            {
                'place': 4,
                'thing': 'Amount given to statistics',
                'reason': if(
                    statistics_projects > 0,
                    'The records of this donor carry no amount paid out.',
                    'No record of support to statistics was found; that does not mean there was none.'
                ),
                'is_gap': statistics_2010_2020_usd is null
            },
            {
                'place': 5,
                'thing': 'Support to statistics after 2020',
                'reason': 'The source ends in 2020.',
                'is_gap': true
            },
            {
                'place': 6,
                'thing': 'Whether it pays for migration data',
                'reason': if(
                    has_strict,
                    'A title counts by the strict rule, but no person and no piece of evidence says that it is one.',
                    'No record by the strict rule and no piece of evidence was found; that is not a no.'
                ),
                'is_gap': funds_migration_statistics = 'unknown'
            },
            {
                'place': 7,
                'thing': 'Mechanisms it has paid into',
                'reason': 'No source on the mechanisms in the landscape names it as a contributor.',
                'is_gap': not has_mechanism
            },
            {
                'place': 8,
                'thing': 'Contributions to UN entities',
                'reason': 'The UN figures do not name this donor.',
                'is_gap': not has_un
            },
            {
                'place': 9,
                'thing': 'DAC donor code',
                'reason': 'It is not in the code list of the OECD Development Assistance Committee (DAC).',
                'is_gap': dac_code is null
            },
            {
                'place': 10,
                'thing': 'IATI identifier',
                'reason': 'No identifier was published in the files used, and none can be derived from a DAC code.',
                'is_gap': iati_org_id is null
            },
            {
                'place': 11,
                'thing': 'How to apply',
                'reason': 'Not researched for any donor yet.',
                'is_gap': true
            },
            {
                'place': 12,
                'thing': 'Relationship',
                'reason': 'Nobody has filled it in. No source knows it: Small edits and the Excel template take it.',
                'is_gap': relationship is null
            },
            {
                'place': 13,
                'thing': 'Stage of its budget',
                'reason': 'Nobody has filled it in. No source knows it: Small edits and the Excel template take it.',
                'is_gap': budget_stage is null
            },
            {
                'place': 14,
                'thing': 'When it decides',
                'reason': 'Nobody has filled in the month of decision.',
                'is_gap': decision_month is null
            },
            {
                'place': 15,
                'thing': 'Whom to talk to',
                'reason': 'Nobody has filled in the role of the contact.',
                'is_gap': contact_role is null
            }
        ]) as item
    from known
)

select
    item.thing,
    item.reason
from gap
where item.is_gap
order by item.place
