SELECT id, message_key, message_type, title, content, url, button, business_type, business_id, state,
       receivers, reached, attempts, due_at, created_at, settled_at, error
  FROM message m
 WHERE m.connection_name = :connection
