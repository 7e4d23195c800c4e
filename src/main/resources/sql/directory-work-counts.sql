SELECT state, COUNT(*) AS n FROM directory_work
 WHERE connection_name = :connection AND kind <> 'headcount'
 GROUP BY state
