SELECT name_path, direct_headcount, total_headcount FROM department
 WHERE state = 'active' ORDER BY depth, total_headcount DESC, name_path LIMIT 12
