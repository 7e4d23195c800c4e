-- Who asks for a second look does not always know the template; the row of the approval does.
SELECT process_instance_id,
       COALESCE(process_code, (SELECT p.process_code FROM process_instance p
                                WHERE p.connection_name = work_item.connection_name
                                  AND p.process_instance_id = work_item.process_instance_id)) AS process_code,
       purpose, attempts
  FROM work_item
 WHERE connection_name = :connection AND state = 'due' AND due_at <= :now AND priority <= :leastUrgent
 ORDER BY priority, due_at
 LIMIT :most FOR UPDATE SKIP LOCKED
