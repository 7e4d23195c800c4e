UPDATE process_operation_record
   SET user_name = COALESCE((SELECT m.name FROM member m
                              WHERE m.connection_name = process_operation_record.connection_name
                                AND m.userid = process_operation_record.userid), user_name)
 WHERE (connection_name, process_instance_id) IN (:approvals)
