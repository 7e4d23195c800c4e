-- How each stream was when it last told.
SELECT connection_name, connected, since_at, told_at, seen_at, frame_at, event_at, problem
FROM stream_life
ORDER BY connection_name
