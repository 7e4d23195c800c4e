-- Held as open, whatever the template, and not seen among the open ones; or too old to be listed and not read for a day.
SELECT process_instance_id FROM process_instance
 WHERE connection_name = :connection AND deleted_at IS NULL
   AND status NOT IN ('COMPLETED', 'TERMINATED')
   AND (open_seen_at IS NULL OR open_seen_at < :seenSince OR (create_time < :listedFrom AND COALESCE(read_at, 0) < :readBefore))
   AND process_instance_id > :after
 ORDER BY process_instance_id LIMIT :most
