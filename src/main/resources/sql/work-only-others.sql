-- Rows that other processes have taken, or 0 when there is anything else to do.
SELECT CASE WHEN SUM(CASE WHEN state = 'due' OR taken_by = :owner THEN 1 ELSE 0 END) = 0
            THEN SUM(CASE WHEN state = 'taken' THEN 1 ELSE 0 END) ELSE 0 END
  FROM work_item
 WHERE connection_name = :connection AND (state = 'taken' OR (state = 'due' AND due_at <= :now))
