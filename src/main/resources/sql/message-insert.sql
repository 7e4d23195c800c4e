INSERT INTO message (connection_name, platform, message_key, message_type, title, content, url, button, business_type,
  business_id, content_hash, state, receivers, reached, attempts, due_at, settled_at, created_at)
VALUES (:connection, :platform, :key, :type, :title, :content, :url, :button, :businessType, :businessId, :hash,
  :state, :receivers, 0, 0, :dueAt, :settledAt, :now)
