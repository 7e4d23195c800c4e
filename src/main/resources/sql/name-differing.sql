-- Those of some people whom an approval shows under another name. The ids are there to have names compared exactly.
SELECT m.userid FROM member m
  JOIN process_instance p ON p.connection_name = m.connection_name AND p.originator_userid = m.userid
 WHERE m.connection_name = :connection AND m.userid > :after AND m.userid <= :last AND m.name IS NOT NULL
   AND (p.originator_name IS NULL OR CONCAT(p.originator_userid, p.originator_name) <> CONCAT(m.userid, m.name))
UNION
SELECT m.userid FROM member m
  JOIN process_task t ON t.connection_name = m.connection_name AND t.userid = m.userid
 WHERE m.connection_name = :connection AND m.userid > :after AND m.userid <= :last AND m.name IS NOT NULL
   AND (t.user_name IS NULL OR CONCAT(t.userid, t.user_name) <> CONCAT(m.userid, m.name))
UNION
SELECT m.userid FROM member m
  JOIN process_operation_record r ON r.connection_name = m.connection_name AND r.userid = m.userid
 WHERE m.connection_name = :connection AND m.userid > :after AND m.userid <= :last AND m.name IS NOT NULL
   AND (r.user_name IS NULL OR CONCAT(r.userid, r.user_name) <> CONCAT(m.userid, m.name))
