-- When the next row is due.
SELECT MIN(due_at) FROM directory_work
 WHERE connection_name = :connection AND state = 'due' AND (:mayCall = TRUE OR gone = TRUE OR kind = 'headcount')
