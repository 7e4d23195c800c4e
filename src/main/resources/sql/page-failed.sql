-- The newest of what could not be read or stored, with what is known of it.
SELECT w.connection_name, w.process_instance_id, w.error, w.attempts, w.failed_at, i.title,
       COALESCE(t.name, w.process_code, i.process_code) AS template
  FROM (SELECT connection_name, process_instance_id, process_code, error, attempts, failed_at FROM work_item
         WHERE connection_name IN (:connections) AND state = 'failed'
         ORDER BY failed_at DESC, process_instance_id LIMIT :most) w
  LEFT JOIN process_instance i
    ON i.connection_name = w.connection_name AND i.process_instance_id = w.process_instance_id
  LEFT JOIN process_template t
    ON t.connection_name = w.connection_name AND t.process_code = COALESCE(w.process_code, i.process_code)
 ORDER BY w.failed_at DESC, w.process_instance_id
