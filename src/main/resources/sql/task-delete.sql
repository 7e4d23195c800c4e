DELETE FROM process_task WHERE connection_name = :connection AND process_instance_id IN (:ids)
