SELECT w.connection_name, w.process_instance_id, COALESCE(t.name, w.process_code, i.process_code) AS template,
       w.error_class, w.error, w.attempts, w.failed_at
  FROM work_item w
  LEFT JOIN process_instance i
    ON i.connection_name = w.connection_name AND i.process_instance_id = w.process_instance_id
  LEFT JOIN process_template t
    ON t.connection_name = w.connection_name AND t.process_code = COALESCE(w.process_code, i.process_code)
 WHERE w.connection_name IN (:connections) AND w.state = 'failed'
 ORDER BY w.failed_at DESC, w.process_instance_id
