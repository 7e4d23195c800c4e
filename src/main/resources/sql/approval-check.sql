-- Read again and found unchanged.
INSERT INTO process_check (connection_name, process_instance_id, checked_at) VALUES (:connection, :id, :at)
ON DUPLICATE KEY UPDATE checked_at = GREATEST(checked_at, VALUES(checked_at))
