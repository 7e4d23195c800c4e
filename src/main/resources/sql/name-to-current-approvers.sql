UPDATE process_instance SET current_approvers = :names WHERE connection_name = :connection AND process_instance_id = :id
