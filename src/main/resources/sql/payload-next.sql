SELECT process_instance_id, process_code, payload, read_at FROM process_payload
 WHERE connection_name = :connection AND process_instance_id > :after
 ORDER BY process_instance_id LIMIT :most
