-- The open approvals that were started first; the index process_instance_status has them in this order.
SELECT i.connection_name, i.process_instance_id, i.create_time, i.title, i.originator_name, i.current_approvers,
       COALESCE(t.name, i.process_code) AS template
  FROM (SELECT connection_name, process_instance_id FROM process_instance
         WHERE connection_name = :connection AND status = 'RUNNING' AND create_time IS NOT NULL
           AND deleted_at IS NULL
         ORDER BY create_time LIMIT :most) o
  JOIN process_instance i
    ON i.connection_name = o.connection_name AND i.process_instance_id = o.process_instance_id
  LEFT JOIN process_template t ON t.connection_name = i.connection_name AND t.process_code = i.process_code
 ORDER BY i.create_time
