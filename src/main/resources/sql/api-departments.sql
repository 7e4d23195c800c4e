SELECT dept_id, parent_id, name, name IS NOT NULL AS name_known, name_path, depth, direct_headcount, total_headcount,
       state, gone_at, update_time
  FROM department d
 WHERE d.connection_name = :connection
