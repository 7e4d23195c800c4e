-- Writes down how a stream is. What is not known leaves what was known.
INSERT INTO stream_life (connection_name, connected, since_at, told_at, seen_at, frame_at, event_at, problem)
VALUES (:connection, :connected, :sinceAt, :toldAt, :seenAt, :frameAt, :eventAt, :problem)
ON DUPLICATE KEY UPDATE connected = VALUES(connected), since_at = VALUES(since_at), told_at = VALUES(told_at),
  seen_at = COALESCE(VALUES(seen_at), seen_at), frame_at = COALESCE(VALUES(frame_at), frame_at),
  event_at = COALESCE(VALUES(event_at), event_at), problem = VALUES(problem)
