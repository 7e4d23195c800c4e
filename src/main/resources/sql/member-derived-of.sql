-- Some people whose derived columns are to be checked, held until they are written.
SELECT userid, platform_main_dept_id, main_dept_id, main_dept_name, dept_names, dept_order, leader FROM member
 WHERE (connection_name, userid) IN (:keys) AND state = 'active'
 ORDER BY userid
   FOR UPDATE
