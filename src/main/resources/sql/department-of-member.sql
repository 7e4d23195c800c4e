-- What derived columns of people need to know of departments, held until these are written.
SELECT dept_id, name, depth FROM department
 WHERE (connection_name, dept_id) IN (:keys) AND state = 'active'
 ORDER BY dept_id
   FOR UPDATE
