DELETE FROM stream_gap WHERE closed_at < :before
