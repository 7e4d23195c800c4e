-- The next approvals that show one of these people under another name. The ids are there to have names compared exactly.
(SELECT p.process_instance_id FROM process_instance p
   JOIN member m ON m.connection_name = p.connection_name AND m.userid = p.originator_userid
  WHERE (p.connection_name, p.originator_userid) IN (:keys) AND p.process_instance_id > :after
    AND (p.originator_name IS NULL OR CONCAT(p.originator_userid, p.originator_name) <> CONCAT(m.userid, m.name))
  ORDER BY p.process_instance_id LIMIT :most)
UNION
(SELECT t.process_instance_id FROM process_task t
   JOIN member m ON m.connection_name = t.connection_name AND m.userid = t.userid
  WHERE (t.connection_name, t.userid) IN (:keys) AND t.process_instance_id > :after
    AND (t.user_name IS NULL OR CONCAT(t.userid, t.user_name) <> CONCAT(m.userid, m.name))
  ORDER BY t.process_instance_id LIMIT :most)
UNION
(SELECT r.process_instance_id FROM process_operation_record r
   JOIN member m ON m.connection_name = r.connection_name AND m.userid = r.userid
  WHERE (r.connection_name, r.userid) IN (:keys) AND r.process_instance_id > :after
    AND (r.user_name IS NULL OR CONCAT(r.userid, r.user_name) <> CONCAT(m.userid, m.name))
  ORDER BY r.process_instance_id LIMIT :most)
 ORDER BY process_instance_id LIMIT :most
