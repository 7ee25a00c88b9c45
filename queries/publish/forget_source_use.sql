-- Remove the counts of the version that a draft was copied from; they are counted again.
-- One row per table, part and source.
delete from source_use
