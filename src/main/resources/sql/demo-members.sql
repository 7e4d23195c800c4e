SELECT userid, name, title, main_dept_name, dept_names FROM dingtalk_user
 WHERE state = 'active' ORDER BY userid LIMIT 8
