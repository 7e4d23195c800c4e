SELECT userid, name, name IS NOT NULL AS name_known, title, job_number, dept_ids, dept_names, main_dept_id,
       main_dept_name, manager_userid, state, active, leader, admin, boss, senior, hired_date, left_at, update_time,
       mobile, telephone, email, org_email
  FROM member m
 WHERE m.connection_name = :connection AND m.state <> 'unknown'
