-- Marks the departments that a complete reading, begun at :since, did not see; the head-counts go with them.
UPDATE department SET state = 'gone', gone_at = :now, known_at = :since, direct_headcount = 0, total_headcount = 0,
       update_time = :update_time
 WHERE connection_name = :connection AND state = 'active' AND known_at < :since
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'department'
                      AND s.item_id = department.dept_id AND s.read_at >= :since)
