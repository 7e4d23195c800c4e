-- Final approvals that ended lately, those that were not looked at for longest first.
SELECT p.process_instance_id FROM process_instance p
  LEFT JOIN process_check c
    ON c.connection_name = p.connection_name AND c.process_instance_id = p.process_instance_id
 WHERE p.connection_name = :connection AND p.deleted_at IS NULL AND p.status IN ('COMPLETED', 'TERMINATED')
   AND COALESCE(p.finish_time, p.create_time) >= :since
 ORDER BY GREATEST(p.known_at, COALESCE(c.checked_at, 0)), p.process_instance_id
 LIMIT :limit
