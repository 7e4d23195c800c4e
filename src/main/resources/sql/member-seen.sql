-- When the people or departments of a page were seen last.
SELECT item_id, run_id, read_at, outcome FROM directory_seen
 WHERE (connection_name, kind, item_id) IN (:keys)
