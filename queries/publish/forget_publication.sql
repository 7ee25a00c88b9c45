-- Remove the signature of the version that a draft was copied from; the new one is signed anew.
-- One row.
delete from publication
