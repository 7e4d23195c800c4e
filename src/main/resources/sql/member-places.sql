-- The departments of some people, in the platform's order.
SELECT userid, dept_id, position, is_main, is_leader, dept_order FROM member_department
 WHERE (connection_name, userid) IN (:keys)
 ORDER BY userid, position
