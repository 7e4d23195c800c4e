SELECT process_instance_id, process_code, purpose, attempts FROM work_item
 WHERE connection_name = :connection AND state = 'due' AND due_at <= :now AND priority <= :leastUrgent
 ORDER BY priority, due_at
 LIMIT :most FOR UPDATE SKIP LOCKED
