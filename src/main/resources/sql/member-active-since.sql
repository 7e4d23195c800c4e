-- When an active person was last known to be there.
SELECT GREATEST(m.known_at, COALESCE(s.read_at, 0)) FROM member m
  LEFT JOIN directory_seen s
    ON s.connection_name = m.connection_name AND s.kind = 'member' AND s.item_id = m.userid
 WHERE m.connection_name = :connection AND m.userid = :id AND m.state = 'active'
