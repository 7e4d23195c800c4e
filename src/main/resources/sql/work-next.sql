-- Candidates, without a lock: H2 would read every due row for one, and who comes first is decided by work-take.
SELECT process_instance_id FROM work_item
 WHERE connection_name = :connection AND state = 'due' AND due_at <= :now AND priority BETWEEN :mostUrgent AND :leastUrgent
   AND (:onlyTold = FALSE OR need = 'tell')
 ORDER BY priority, due_at
 LIMIT :most
