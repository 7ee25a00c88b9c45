-- Whether a source is there already, such as the same file uploaded before.
-- One row, or none.
--   $source_id   text
select source_id from source
where source_id = $source_id
