DELETE FROM process_operation_record WHERE connection_name = :connection AND process_instance_id IN (:ids)
