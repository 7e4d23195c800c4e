-- A name for a department that the directory has none for; when that was read stays, so that its own name comes over it.
UPDATE department SET name = :name, content_hash = :content_hash, update_time = :update_time
 WHERE connection_name = :connection AND dept_id = :dept_id AND name IS NULL
