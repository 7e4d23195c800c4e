UPDATE process_operation_record
   SET user_name = (SELECT COALESCE(m.name, m.userid) FROM member m
                     WHERE m.connection_name = process_operation_record.connection_name
                       AND m.userid = process_operation_record.userid)
 WHERE (connection_name, userid) IN (:keys)
