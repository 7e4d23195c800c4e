UPDATE process_instance
   SET originator_name = (SELECT COALESCE(m.name, m.userid) FROM member m
                           WHERE m.connection_name = process_instance.connection_name
                             AND m.userid = process_instance.originator_userid)
 WHERE (connection_name, originator_userid) IN (:keys)
