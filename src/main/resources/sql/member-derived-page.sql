-- The next people whose derived columns are to be checked, held until they are written.
SELECT userid, platform_main_dept_id, main_dept_id, main_dept_name, dept_names, dept_order, leader FROM member
 WHERE connection_name = :connection AND state = 'active' AND userid > :after
 ORDER BY userid LIMIT :size
   FOR UPDATE
