-- Remembers that the platform knows no such person; who has a name keeps it.
INSERT INTO member (connection_name, userid, platform, state, first_seen_at, known_at, name_pending, content_hash,
                    update_time)
VALUES (:connection, :userid, :platform, 'unknown', :read_at, :read_at, FALSE, '', :update_time)
ON DUPLICATE KEY UPDATE
  known_at = CASE WHEN (name IS NULL OR state = 'unknown') AND known_at < VALUES(known_at) THEN VALUES(known_at)
                  ELSE known_at END
