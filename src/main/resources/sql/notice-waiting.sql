-- What waits for whom: for long, or since people were not to be disturbed; what came after that was told at once. Each
-- approval once for each person.
SELECT k.userid, MIN(k.create_time) AS create_time, p.title, p.originator_name
  FROM process_task k
  JOIN process_instance p
    ON p.connection_name = k.connection_name AND p.process_instance_id = k.process_instance_id
 WHERE k.connection_name = :connection AND k.status = 'RUNNING' AND p.status = 'RUNNING' AND p.deleted_at IS NULL
   AND k.userid IS NOT NULL AND k.create_time IS NOT NULL
   AND (k.create_time <= :long OR k.create_time >= :closed AND k.create_time < :opened)
 GROUP BY k.userid, p.process_instance_id, p.title, p.originator_name
 ORDER BY k.userid, create_time
