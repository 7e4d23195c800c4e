UPDATE process_task
   SET user_name = COALESCE((SELECT m.name FROM member m
                              WHERE m.connection_name = process_task.connection_name
                                AND m.userid = process_task.userid), user_name)
 WHERE (connection_name, process_instance_id) IN (:approvals)
