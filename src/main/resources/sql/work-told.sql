-- What the events changed has been told now; what comes later has another beginning.
UPDATE work_item SET before_state = NULL
 WHERE (connection_name, process_instance_id) IN (:keys) AND before_state IS NOT NULL
