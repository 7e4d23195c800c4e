-- The templates of stored approvals.
SELECT process_instance_id, process_code FROM process_instance
 WHERE (connection_name, process_instance_id) IN (:keys)
