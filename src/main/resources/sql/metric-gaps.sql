SELECT COUNT(*) AS n FROM stream_gap WHERE connection_name = :connection AND closed_at IS NULL
