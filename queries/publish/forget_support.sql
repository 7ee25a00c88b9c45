-- Remove the sums of the lens "statistics", in a version that is being made; they are added up again from the records.
-- One row per donor, recipient, year, finance type, measure and theme.
delete from funding
where lens = 'statistics'
