-- Rows that are due, or that another process has taken and may give back; what is only to be told is in good hands.
SELECT COUNT(*) FROM work_item
 WHERE connection_name = :connection AND priority BETWEEN :mostUrgent AND :leastUrgent
   AND (:onlyTold = FALSE OR (need = 'tell' AND state = 'due'))
   AND ((state = 'taken' AND taken_by <> :owner) OR (state = 'due' AND due_at <= :now))
