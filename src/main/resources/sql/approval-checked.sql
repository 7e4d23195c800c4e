-- When approvals were last known to be as they are, or to be gone, beside their rows or without one.
SELECT process_instance_id, checked_at FROM process_check
 WHERE (connection_name, process_instance_id) IN (:keys)
