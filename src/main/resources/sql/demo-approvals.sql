-- The newest that are still running, and the newest that have ended.
SELECT SUBSTRING(CAST(create_time AS CHAR(23)), 1, 16) AS created, title, status, result, originator_name,
       current_approvers, form_values_cleaned
  FROM process_instance p
 WHERE process_instance_id IN (SELECT process_instance_id FROM
         (SELECT process_instance_id FROM process_instance WHERE status = 'RUNNING'
           ORDER BY create_time DESC LIMIT 5) r)
    OR process_instance_id IN (SELECT process_instance_id FROM
         (SELECT process_instance_id FROM process_instance WHERE status <> 'RUNNING'
           ORDER BY create_time DESC LIMIT 5) e)
 ORDER BY CASE WHEN status = 'RUNNING' THEN 0 ELSE 1 END, create_time DESC
