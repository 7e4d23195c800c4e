-- What was taken so early and has no row yet, or one that says that it is gone: no row tells that it may be open.
SELECT w.process_instance_id FROM work_item w
  LEFT JOIN process_instance p
    ON p.connection_name = w.connection_name AND p.process_instance_id = w.process_instance_id
   AND p.deleted_at IS NULL
 WHERE w.connection_name = :connection AND w.state = 'taken' AND w.taken_until <= :takenUntil
   AND p.process_instance_id IS NULL
 LIMIT 1
