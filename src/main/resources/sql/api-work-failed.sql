SELECT w.process_instance_id, COALESCE(w.process_code, i.process_code) AS process_code, t.name AS template, i.title,
       w.error_class, w.error, w.attempts, w.failed_at
  FROM work_item w
  LEFT JOIN process_instance i
    ON i.connection_name = w.connection_name AND i.process_instance_id = w.process_instance_id
  LEFT JOIN process_template t
    ON t.connection_name = w.connection_name AND t.process_code = COALESCE(w.process_code, i.process_code)
 WHERE w.connection_name = :connection AND w.state = 'failed'
