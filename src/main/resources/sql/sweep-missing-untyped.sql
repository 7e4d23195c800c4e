-- Held as open, of a template that we do not know.
SELECT process_instance_id FROM process_instance
 WHERE connection_name = :connection AND process_code IS NULL AND deleted_at IS NULL
   AND status NOT IN ('COMPLETED', 'TERMINATED') AND process_instance_id > :after
 ORDER BY process_instance_id LIMIT :most
