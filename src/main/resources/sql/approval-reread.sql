-- Read again and found unchanged, after events had said what the payload did not know.
UPDATE process_instance SET read_at = :readAt, known_at = GREATEST(known_at, :readAt)
 WHERE connection_name = :connection AND process_instance_id = :id
