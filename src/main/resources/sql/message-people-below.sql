-- People of departments and of all below them.
SELECT COALESCE(SUM(total_headcount), 0) FROM department WHERE connection_name = :connection AND dept_id IN (:ids)
