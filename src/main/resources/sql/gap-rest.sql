-- What we hold as open and have not read since, those that were read longest ago first: without what is on the list to
-- be read anyway, and what only a person can mend.
SELECT p.process_instance_id FROM process_instance p
  LEFT JOIN process_check c
    ON c.connection_name = p.connection_name AND c.process_instance_id = p.process_instance_id
  LEFT JOIN work_item w
    ON w.connection_name = p.connection_name AND w.process_instance_id = p.process_instance_id
 WHERE p.connection_name = :connection AND p.deleted_at IS NULL AND p.status NOT IN ('COMPLETED', 'TERMINATED')
   AND COALESCE(p.read_at, 0) < :readBefore AND COALESCE(c.checked_at, 0) < :readBefore
   AND (w.state IS NULL OR w.state = 'taken' OR (w.state = 'due' AND w.need = 'tell')
        OR (w.state = 'failed' AND COALESCE(w.error_class, '') <> 'PERMANENT'))
 ORDER BY COALESCE(p.read_at, 0), p.process_instance_id
