SELECT process_instance_id, task_id, userid, user_name, status, result, create_time, finish_time, activity_id,
       group_name, mobile_url, pc_url
  FROM process_task WHERE (connection_name, process_instance_id) IN (:keys)
 ORDER BY process_instance_id, position
