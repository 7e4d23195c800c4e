-- Gaps of the stream in which something may still be missing; what was closed was looked for.
SELECT COUNT(*) FROM stream_gap WHERE connection_name = :connection AND closed_at IS NULL
