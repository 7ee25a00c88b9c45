-- Remove the counts of tables that changed since the version that a draft was copied from; they are counted again.
-- One row per table, part and source.
delete from source_use
where list_contains($tables, table_name)
