-- Those that are to be marked, held: whoever is writing one of them down just now has seen it, and is waited for.
SELECT userid FROM member
 WHERE connection_name = :connection AND state = 'active' AND known_at < :since
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'member'
                      AND s.item_id = member.userid AND s.read_at >= :since)
 ORDER BY userid
   FOR UPDATE
