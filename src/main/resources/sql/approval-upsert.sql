-- Only for rows that are there and locked.
INSERT INTO process_instance
  (connection_name, process_instance_id, platform, process_code, title, status, platform_status, result,
   platform_result, originator_userid, originator_name, originator_dept_id, originator_dept_name, current_approvers,
   current_approver_ids, cc_userids, form_component_values, form_values_cleaned, tasks, business_id, biz_action,
   main_process_instance_id, attached_process_instance_ids, create_time, finish_time, update_time, deleted_at,
   known_at, read_at, content_hash)
VALUES
  (:connection, :id, :platform, :code, :title, :status, :platformStatus, :result,
   :platformResult, :originatorId, :originatorName, :originatorDeptId, :originatorDeptName, :currentApprovers,
   :currentApproverIds, :ccUserIds, :formValues, :formCleaned, :tasks, :businessId, :bizAction,
   :mainInstanceId, :attachedInstanceIds, :createTime, :finishTime, :updateTime, :deletedAt,
   :knownAt, :readAt, :contentHash)
ON DUPLICATE KEY UPDATE
  process_code = COALESCE(VALUES(process_code), process_code), title = VALUES(title), status = VALUES(status),
  platform_status = VALUES(platform_status), result = VALUES(result), platform_result = VALUES(platform_result),
  originator_userid = VALUES(originator_userid), originator_name = VALUES(originator_name),
  originator_dept_id = VALUES(originator_dept_id), originator_dept_name = VALUES(originator_dept_name),
  current_approvers = VALUES(current_approvers), current_approver_ids = VALUES(current_approver_ids),
  cc_userids = VALUES(cc_userids), form_component_values = VALUES(form_component_values),
  form_values_cleaned = VALUES(form_values_cleaned), tasks = VALUES(tasks), business_id = VALUES(business_id),
  biz_action = VALUES(biz_action), main_process_instance_id = VALUES(main_process_instance_id),
  attached_process_instance_ids = VALUES(attached_process_instance_ids), create_time = VALUES(create_time),
  finish_time = VALUES(finish_time), update_time = VALUES(update_time), deleted_at = VALUES(deleted_at),
  known_at = VALUES(known_at), read_at = COALESCE(VALUES(read_at), read_at),
  content_hash = VALUES(content_hash)
