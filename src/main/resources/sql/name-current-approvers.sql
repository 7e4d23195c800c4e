-- Everybody whom those approvals wait for that wait for one of these people.
SELECT t.process_instance_id, t.user_name FROM process_task t
 WHERE t.connection_name = :connection AND t.status = 'RUNNING'
   AND t.process_instance_id IN (SELECT w.process_instance_id FROM process_task w
                                  WHERE w.connection_name = :connection AND w.userid IN (:ids)
                                    AND w.status = 'RUNNING')
 ORDER BY t.process_instance_id, t.position
