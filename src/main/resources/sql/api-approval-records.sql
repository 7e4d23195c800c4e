SELECT position, userid, user_name, operation_type, operation_result, operation_time, remark, show_name
  FROM process_operation_record
 WHERE connection_name = :connection AND process_instance_id = :id
 ORDER BY position LIMIT :most
