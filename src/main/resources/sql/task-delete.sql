DELETE FROM process_task WHERE (connection_name, process_instance_id) IN (:keys)
