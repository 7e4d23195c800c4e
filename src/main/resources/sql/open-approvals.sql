-- What we hold as open, those that were read longest ago first.
SELECT process_instance_id FROM process_instance
 WHERE connection_name = :connection AND deleted_at IS NULL AND status NOT IN ('COMPLETED', 'TERMINATED')
   AND COALESCE(read_at, 0) < :readBefore
 ORDER BY COALESCE(read_at, 0), process_instance_id LIMIT :most
