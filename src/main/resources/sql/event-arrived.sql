-- Whether the stream has ever told of an approval.
SELECT COUNT(*) FROM (SELECT event_id FROM platform_event
                       WHERE connection_name = :connection AND source = 'stream' AND about = 'approval' LIMIT 1) e
