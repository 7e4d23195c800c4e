-- The newest run of a command that did all it had to do.
SELECT started_at, ended_at FROM run
 WHERE connection_name = :connection AND command = :command AND started_at >= :since AND state = 'succeeded'
 ORDER BY started_at DESC LIMIT 1
