-- Of these ids, the ones that we hold as open.
SELECT process_instance_id FROM process_instance
 WHERE (connection_name, process_instance_id) IN (:keys) AND deleted_at IS NULL
   AND status NOT IN ('COMPLETED', 'TERMINATED')
