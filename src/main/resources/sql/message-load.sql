SELECT id, connection_name, platform, message_key, message_type, title, content, url, button, business_type, business_id,
       content_hash, state, receivers, reached, due_at, error
  FROM message WHERE id = :message
