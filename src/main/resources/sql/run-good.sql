-- The last runs of a command that did all they had to do, the newest first.
SELECT started_at, items_new, items_changed, items_failed FROM run
 WHERE connection_name = :connection AND command = :command AND state = 'succeeded' AND started_at >= :since
 ORDER BY started_at DESC
