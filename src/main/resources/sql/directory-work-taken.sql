-- What was taken just now.
SELECT kind, item_id, gone, born_at, asked_at, attempts FROM directory_work
 WHERE (connection_name, kind, item_id) IN (:keys) AND state = 'taken' AND taken_by = :owner
 ORDER BY due_at, kind DESC, item_id
