-- Gone from the platform: the row stays and is marked.
UPDATE process_instance SET deleted_at = :at, known_at = :at, update_time = :updateTime
 WHERE connection_name = :connection AND process_instance_id = :id AND deleted_at IS NULL AND known_at <= :at
