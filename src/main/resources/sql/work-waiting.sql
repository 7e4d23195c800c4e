-- Rows that are due, or that somebody has taken.
SELECT COUNT(*) FROM work_item
 WHERE connection_name = :connection AND priority <= :leastUrgent
   AND (state = 'taken' OR (state = 'due' AND due_at <= :now))
