INSERT INTO member_department (connection_name, userid, dept_id, position, is_main, is_leader, dept_order)
VALUES (:connection, :userid, :dept_id, :position, :is_main, :is_leader, :dept_order)
