SELECT p.process_instance_id, p.business_id, p.title, p.process_code, t.name AS template, p.status, p.result,
       p.originator_userid, p.originator_name, p.originator_dept_id, p.originator_dept_name, p.current_approvers,
       p.create_time, p.finish_time, p.update_time, p.deleted_at
  FROM process_instance p
  LEFT JOIN process_template t ON t.connection_name = p.connection_name AND t.process_code = p.process_code
 WHERE p.connection_name = :connection
