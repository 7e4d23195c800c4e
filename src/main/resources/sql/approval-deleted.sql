-- Gone from the platform: the row stays and is marked, unless it was seen there later.
UPDATE process_instance SET deleted_at = :at, known_at = :at, update_time = :updateTime
 WHERE connection_name = :connection AND process_instance_id = :id AND deleted_at IS NULL AND known_at <= :at
   AND NOT EXISTS (SELECT 1 FROM process_check c
                    WHERE c.connection_name = :connection AND c.process_instance_id = :id AND c.checked_at > :at)
