-- Of these ids, the ones that need no look: final and read, or read since the given instant. What events said is
-- no read: they may have been missed in between. For whoever asks again and again (sparing) also those that are on the
-- list as urgently already (not those being read: that read may have begun too early), and those that only a person can
-- mend.
SELECT p.process_instance_id FROM process_instance p
  LEFT JOIN process_check c
    ON c.connection_name = p.connection_name AND c.process_instance_id = p.process_instance_id
 WHERE (p.connection_name, p.process_instance_id) IN (:keys) AND p.deleted_at IS NULL
   AND ((p.status IN ('COMPLETED', 'TERMINATED') AND p.read_at IS NOT NULL AND :finalToo = FALSE)
        OR p.read_at >= :since OR c.checked_at >= :since)
UNION
SELECT w.process_instance_id FROM work_item w
 WHERE (w.connection_name, w.process_instance_id) IN (:keys) AND :sparing = TRUE
   AND ((w.state = 'failed' AND w.error_class = 'PERMANENT')
        OR (w.state = 'due' AND w.need = 'read' AND w.priority <= :priority))
