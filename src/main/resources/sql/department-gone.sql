-- A department of which we heard, at :at, that it is gone; one that was seen later than that stays.
UPDATE department SET state = 'gone', gone_at = :now, known_at = :at, direct_headcount = 0, total_headcount = 0,
       update_time = :update_time
 WHERE connection_name = :connection AND dept_id = :id AND state = 'active' AND known_at <= :at
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'department'
                      AND s.item_id = :id AND s.read_at > :at)
