-- Approvals as they stand.
SELECT process_instance_id, process_code, title, business_id, status, platform_status, result, platform_result,
       originator_userid, originator_name, originator_dept_id, originator_dept_name, create_time, finish_time,
       biz_action, main_process_instance_id, attached_process_instance_ids, cc_userids, form_component_values,
       form_values_cleaned, known_at
  FROM process_instance WHERE (connection_name, process_instance_id) IN (:keys)
