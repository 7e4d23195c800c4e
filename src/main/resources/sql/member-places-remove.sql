DELETE FROM member_department WHERE connection_name = :connection AND userid = :userid
