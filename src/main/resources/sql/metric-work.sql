-- The work list of a connection by state; answered from the index work_item_next alone.
SELECT state, COUNT(*) AS n, MIN(due_at) AS earliest, SUM(CASE WHEN due_at > :now THEN 1 ELSE 0 END) AS later
  FROM work_item WHERE connection_name = :connection
 GROUP BY state
