UPDATE member SET main_dept_id = :main_dept_id, main_dept_name = :main_dept_name, dept_names = :dept_names,
       dept_order = :dept_order, leader = :leader, update_time = :update_time
 WHERE connection_name = :connection AND userid = :userid
