-- The next people who are in one of these departments.
SELECT DISTINCT userid FROM member_department
 WHERE (connection_name, dept_id) IN (:keys) AND userid > :after
 ORDER BY userid LIMIT :size
