INSERT INTO process_task (connection_name, process_instance_id, task_id, position, userid, user_name, status, result,
                          create_time, finish_time, activity_id, group_name, mobile_url, pc_url)
VALUES (:connection, :instance, :id, :position, :userId, :userName, :status, :result, :createTime, :finishTime,
        :activityId, :groupName, :mobileUrl, :pcUrl)
