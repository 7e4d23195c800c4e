-- Somebody whom the directory was never asked for, by a name from elsewhere; it will be asked when the person is met.
INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at, name_pending, content_hash,
                    update_time)
VALUES (:connection, :userid, :platform, 'unknown', :name, :now, 0, TRUE, '', :update_time)
ON DUPLICATE KEY UPDATE known_at = known_at
