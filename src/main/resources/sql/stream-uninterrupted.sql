-- Gaps of the stream that reach into the time since the given moment, or have not been closed.
SELECT COUNT(*) FROM stream_gap
 WHERE connection_name = :connection AND (closed_at IS NULL OR ended_at >= :since)
