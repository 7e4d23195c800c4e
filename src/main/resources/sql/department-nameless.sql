-- Those of some departments that are known by their ids only.
SELECT dept_id FROM department WHERE (connection_name, dept_id) IN (:keys) AND name IS NULL
