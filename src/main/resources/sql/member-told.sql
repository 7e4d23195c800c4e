-- A name for somebody whom the directory has none for; when that was read stays, so that its own name comes over it.
UPDATE member SET name = :name, name_pending = TRUE, content_hash = :content_hash, update_time = :update_time
 WHERE connection_name = :connection AND userid = :userid AND name IS NULL
