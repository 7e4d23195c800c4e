-- Approvals before what hangs on them, as whoever stores them locks them.
SELECT process_instance_id FROM process_instance
 WHERE (connection_name, process_instance_id) IN (:approvals)
 ORDER BY process_instance_id
 FOR UPDATE
