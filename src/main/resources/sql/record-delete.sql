DELETE FROM process_operation_record WHERE (connection_name, process_instance_id) IN (:keys)
