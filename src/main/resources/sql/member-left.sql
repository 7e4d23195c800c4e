-- Somebody of whom we heard, at :at, that she left; whoever was seen later than that stays.
UPDATE member SET state = 'left', left_at = :now, known_at = :at, update_time = :update_time
 WHERE connection_name = :connection AND userid = :id AND state = 'active' AND known_at <= :at
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'member'
                      AND s.item_id = :id AND s.read_at > :at)
