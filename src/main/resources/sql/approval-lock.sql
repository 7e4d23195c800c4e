-- Only what stands in the rows that are locked: beside them, whoever waited would be told what was there before he did.
SELECT process_instance_id, status, result, current_approver_ids, known_at, deleted_at, update_time, finish_time, content_hash, read_at
  FROM process_instance
 WHERE (connection_name, process_instance_id) IN (:keys)
 FOR UPDATE
