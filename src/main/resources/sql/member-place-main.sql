UPDATE member_department SET is_main = :is_main
 WHERE connection_name = :connection AND userid = :userid AND dept_id = :dept_id
