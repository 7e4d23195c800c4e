-- What paths and names are made of: thousands of rows at most.
SELECT dept_id, parent_id, name, id_path, name_path, depth FROM department
 WHERE connection_name = :connection AND state = 'active'
 ORDER BY dept_id
