SELECT process_instance_id, position, userid, user_name, operation_type, operation_result, operation_time, remark,
       activity_id, show_name, attachments, images, cc_userids
  FROM process_operation_record WHERE (connection_name, process_instance_id) IN (:keys)
 ORDER BY process_instance_id, position
