-- Messages of a sender that are pending, and how those of lately ended; answered from the index message_state alone.
SELECT state, COUNT(*) AS n FROM message
 WHERE connection_name = :connection AND state IN ('sent', 'partial', 'failed') AND created_at >= :since
 GROUP BY state
UNION ALL
SELECT 'pending', COUNT(*) FROM message WHERE connection_name = :connection AND state = 'pending'
