-- Of these ids, the ones that need no look: final and stored, or read since the given instant (what an
-- event told since is not all that there is); and for whoever asks
-- again and again, those that only a person can mend.
SELECT p.process_instance_id FROM process_instance p
  LEFT JOIN process_check c
    ON c.connection_name = p.connection_name AND c.process_instance_id = p.process_instance_id
 WHERE (p.connection_name, p.process_instance_id) IN (:keys) AND p.deleted_at IS NULL
   AND ((p.status IN ('COMPLETED', 'TERMINATED') AND :finalToo = FALSE)
        OR COALESCE(p.read_at, p.known_at) >= :since OR c.checked_at >= :since)
UNION
SELECT w.process_instance_id FROM work_item w
 WHERE (w.connection_name, w.process_instance_id) IN (:keys) AND w.state = 'failed' AND w.error_class = 'PERMANENT'
   AND :sparing = TRUE
