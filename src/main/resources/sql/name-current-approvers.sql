-- Everybody whom these approvals wait for; the tasks themselves may not have the names yet.
SELECT t.process_instance_id, COALESCE(m.name, t.user_name) AS user_name
  FROM process_task t
  LEFT JOIN member m ON m.connection_name = t.connection_name AND m.userid = t.userid
 WHERE (t.connection_name, t.process_instance_id) IN (:keys) AND t.status = 'RUNNING'
 ORDER BY t.process_instance_id, t.position
