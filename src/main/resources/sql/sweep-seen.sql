UPDATE process_instance SET open_seen_at = :now
 WHERE (connection_name, process_instance_id) IN (:keys)
