-- Everybody whom those approvals wait for that wait for one of these people.
SELECT t.process_instance_id, t.user_name
  FROM (SELECT DISTINCT w.connection_name, w.process_instance_id FROM process_task w
         WHERE (w.connection_name, w.userid) IN (:keys) AND w.status = 'RUNNING') a
  JOIN process_task t
    ON t.connection_name = a.connection_name AND t.process_instance_id = a.process_instance_id
 WHERE t.status = 'RUNNING'
 ORDER BY t.process_instance_id, t.position
