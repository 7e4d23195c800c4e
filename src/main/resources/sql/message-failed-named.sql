SELECT m.id FROM message m
 WHERE m.connection_name = :connection AND m.state IN ('failed', 'partial') AND m.id IN (:ids)
   AND EXISTS (SELECT 1 FROM message_receiver r WHERE r.message_id = m.id AND r.state = 'unreached' AND r.may_again)
 ORDER BY m.id
