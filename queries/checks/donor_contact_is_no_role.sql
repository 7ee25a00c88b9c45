-- The contact of a donor is a role, never a person's address or telephone number.
-- Write a role such as “Head of the statistics unit”, or clear the cell.
-- Blocks.
-- One row per donor that breaks the rule.
with known as (
    select *
    from donor
    union all by name
    select null::varchar as contact_role
    where false
)

select
    'donor' as table_name,
    donor_id as record,
    'contact_role' as field,
    contact_role as found
from known
where contact_role like '%@%' or regexp_matches(contact_role, '(\d\D{0,2}){6}')
order by donor_id
