-- Everybody whom these approvals wait for, as their tasks show them.
SELECT process_instance_id, user_name FROM process_task
 WHERE (connection_name, process_instance_id) IN (:approvals) AND status = 'RUNNING'
 ORDER BY process_instance_id, position
