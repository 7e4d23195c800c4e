-- Marks the people that a complete reading, begun at :since, did not see.
UPDATE member SET state = 'left', left_at = :now, known_at = :since, update_time = :update_time
 WHERE connection_name = :connection AND state = 'active' AND known_at < :since
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'member'
                      AND s.item_id = member.userid AND s.read_at >= :since)
