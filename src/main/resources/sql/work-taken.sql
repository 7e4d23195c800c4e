-- What was taken just now. Who asks for a second look does not always know the template; the approval's row does.
SELECT process_instance_id,
       COALESCE(process_code, (SELECT p.process_code FROM process_instance p
                                WHERE p.connection_name = work_item.connection_name
                                  AND p.process_instance_id = work_item.process_instance_id)) AS process_code,
       purpose, attempts, need, foretold
  FROM work_item
 WHERE (connection_name, process_instance_id) IN (:keys) AND state = 'taken' AND taken_by = :owner
   AND taken_until = :until
 ORDER BY priority, due_at
