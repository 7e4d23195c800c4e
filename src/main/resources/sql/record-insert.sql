INSERT INTO process_operation_record (connection_name, process_instance_id, position, userid, user_name,
                                      operation_type, operation_result, operation_time, remark, activity_id, show_name,
                                      attachments, images, cc_userids)
VALUES (:connection, :instance, :position, :userId, :userName, :type, :result, :time, :remark, :activityId, :showName,
        :attachments, :images, :ccUserIds)
