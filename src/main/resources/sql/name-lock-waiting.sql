-- The approvals that wait for one of these people, locked before what hangs on them.
SELECT process_instance_id FROM process_instance
 WHERE (connection_name, process_instance_id) IN (SELECT w.connection_name, w.process_instance_id FROM process_task w
                                                   WHERE (w.connection_name, w.userid) IN (:keys)
                                                     AND w.status = 'RUNNING')
 ORDER BY process_instance_id
 FOR UPDATE
