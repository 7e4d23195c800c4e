-- What waits for whom: for long, or since the last working day and before the hours of this one began.
SELECT k.userid, k.process_instance_id, k.task_id, k.create_time, p.title, p.originator_name
  FROM process_task k
  JOIN process_instance p
    ON p.connection_name = k.connection_name AND p.process_instance_id = k.process_instance_id
 WHERE k.connection_name = :connection AND k.status = 'RUNNING' AND p.status = 'RUNNING' AND p.deleted_at IS NULL
   AND k.userid IS NOT NULL AND k.create_time IS NOT NULL
   AND (k.create_time <= :long OR k.create_time >= :since AND k.create_time < :opened)
 ORDER BY k.userid, k.create_time, k.process_instance_id
