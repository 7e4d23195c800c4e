-- What was stored before the events of these approvals, where events have changed it.
SELECT process_instance_id, before_state FROM work_item
 WHERE (connection_name, process_instance_id) IN (:keys) AND before_state IS NOT NULL
