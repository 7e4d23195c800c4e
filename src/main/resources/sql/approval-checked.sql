-- What was last known of approvals that we hold no row of: a deletion may be known before an earlier read is written.
SELECT process_instance_id, checked_at FROM process_check
 WHERE connection_name = :connection AND process_instance_id IN (:ids)
