-- What events named and was not read yet, by state; the head-counts are nobody's news.
SELECT state, COUNT(*) AS n, MIN(due_at) AS earliest, SUM(CASE WHEN due_at > :now THEN 1 ELSE 0 END) AS later
  FROM directory_work WHERE connection_name = :connection AND kind <> 'headcount'
 GROUP BY state
