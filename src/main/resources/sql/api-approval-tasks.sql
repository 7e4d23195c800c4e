SELECT task_id, position, userid, user_name, status, result, create_time, finish_time, group_name
  FROM process_task
 WHERE connection_name = :connection AND process_instance_id = :id
 ORDER BY position, task_id LIMIT :most
