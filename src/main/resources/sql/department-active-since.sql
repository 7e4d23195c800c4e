-- When an active department was last known to be there.
SELECT GREATEST(d.known_at, COALESCE(s.read_at, 0)) FROM department d
  LEFT JOIN directory_seen s
    ON s.connection_name = d.connection_name AND s.kind = 'department' AND s.item_id = d.dept_id
 WHERE d.connection_name = :connection AND d.dept_id = :id AND d.state = 'active'
