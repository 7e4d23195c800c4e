-- By the approvals alone: an index of people would hold all that show one of them.
UPDATE process_instance
   SET originator_name = COALESCE((SELECT m.name FROM member m
                                    WHERE m.connection_name = process_instance.connection_name
                                      AND m.userid = process_instance.originator_userid), originator_name)
 WHERE (connection_name, process_instance_id) IN (:approvals)
