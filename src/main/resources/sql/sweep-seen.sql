UPDATE process_instance SET open_seen_at = :now
 WHERE connection_name = :connection AND process_instance_id IN (:ids)
