UPDATE process_task
   SET user_name = (SELECT COALESCE(m.name, m.userid) FROM member m
                     WHERE m.connection_name = process_task.connection_name AND m.userid = process_task.userid)
 WHERE (connection_name, userid) IN (:keys)
