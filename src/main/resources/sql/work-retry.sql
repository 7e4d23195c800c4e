UPDATE work_item SET state = 'due', due_at = :now, purpose = :purpose,
       priority = :priority
 WHERE connection_name = :connection AND state = 'failed' AND (:all = TRUE OR process_instance_id IN (:ids))
