-- The stream is connected again.
UPDATE stream_gap SET ended_at = :endedAt
WHERE connection_name = :connection AND ended_at IS NULL AND closed_at IS NULL
