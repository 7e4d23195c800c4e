-- Candidates, without a lock: who comes first is decided by directory-work-take.
SELECT kind, item_id FROM directory_work
 WHERE connection_name = :connection AND state = 'due' AND due_at <= :now
   AND (:mayCall = TRUE OR gone = TRUE OR kind = 'headcount')
 ORDER BY due_at, kind DESC, item_id
 LIMIT :most
