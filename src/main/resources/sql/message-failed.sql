-- Those of which somebody can still be reached, and whose first portions were tried, or given up untried, since then.
SELECT m.id FROM message m
 WHERE m.connection_name = :connection AND m.state IN ('failed', 'partial') AND m.settled_at > :since
   AND (SELECT MIN(COALESCE(p.tried_at, p.due_at)) FROM message_portion p WHERE p.message_id = m.id) > :since
   AND EXISTS (SELECT 1 FROM message_receiver r WHERE r.message_id = m.id AND r.state = 'unreached' AND r.may_again)
 ORDER BY m.id
