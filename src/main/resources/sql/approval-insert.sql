-- A row that was not there when it was looked for: if it is there by now, somebody else knows something.
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
