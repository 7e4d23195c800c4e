-- What a person's derived columns need to know of departments.
SELECT dept_id, name, depth FROM department
 WHERE (connection_name, dept_id) IN (:keys) AND state = 'active'
