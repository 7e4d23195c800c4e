SELECT p.process_instance_id, p.status, p.result, p.current_approver_ids, p.known_at, p.deleted_at, p.update_time, p.content_hash,
       c.checked_at, p.read_at
  FROM process_instance p
  LEFT JOIN process_check c
    ON c.connection_name = p.connection_name AND c.process_instance_id = p.process_instance_id
 WHERE (p.connection_name, p.process_instance_id) IN (:keys)
 FOR UPDATE
