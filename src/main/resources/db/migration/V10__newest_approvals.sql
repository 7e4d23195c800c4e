-- The newest approvals of a connection, page by page. Placeholders as in V1.
CREATE INDEX process_instance_newest
  ON process_instance (connection_name DESC, create_time DESC, process_instance_id DESC);
