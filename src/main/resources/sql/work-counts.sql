SELECT state, COUNT(*) AS n FROM work_item
 WHERE connection_name = :connection AND (state <> 'due' OR due_at <= :now)
 GROUP BY state
