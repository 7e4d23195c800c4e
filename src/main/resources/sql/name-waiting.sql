-- Those of some approvals that wait for one of these people.
SELECT DISTINCT process_instance_id FROM process_task
 WHERE (connection_name, process_instance_id) IN (:approvals) AND (connection_name, userid) IN (:keys)
   AND status = 'RUNNING'
