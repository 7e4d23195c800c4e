-- Those that are to be marked, held: whoever is writing one of them down just now has seen it, and is waited for.
SELECT dept_id FROM department
 WHERE connection_name = :connection AND state = 'active' AND known_at < :since
   AND NOT EXISTS (SELECT 1 FROM directory_seen s
                    WHERE s.connection_name = :connection AND s.kind = 'department'
                      AND s.item_id = department.dept_id AND s.read_at >= :since)
 ORDER BY dept_id
   FOR UPDATE
