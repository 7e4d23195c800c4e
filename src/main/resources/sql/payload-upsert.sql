INSERT INTO process_payload (connection_name, process_instance_id, process_code, payload, read_at)
VALUES (:connection, :id, :code, :payload, :readAt)
ON DUPLICATE KEY UPDATE process_code = COALESCE(VALUES(process_code), process_code), payload = VALUES(payload),
                        read_at = VALUES(read_at)
