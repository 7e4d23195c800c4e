-- Everybody whom an approval shows under another name. The ids are there to have names compared exactly.
SELECT p.originator_userid AS userid FROM process_instance p
  JOIN member m ON m.connection_name = p.connection_name AND m.userid = p.originator_userid
 WHERE p.connection_name = :connection AND m.name IS NOT NULL
   AND (p.originator_name IS NULL OR CONCAT(p.originator_userid, p.originator_name) <> CONCAT(m.userid, m.name))
UNION
SELECT t.userid FROM process_task t
  JOIN member m ON m.connection_name = t.connection_name AND m.userid = t.userid
 WHERE t.connection_name = :connection AND m.name IS NOT NULL
   AND (t.user_name IS NULL OR CONCAT(t.userid, t.user_name) <> CONCAT(m.userid, m.name))
UNION
SELECT r.userid FROM process_operation_record r
  JOIN member m ON m.connection_name = r.connection_name AND m.userid = r.userid
 WHERE r.connection_name = :connection AND m.name IS NOT NULL
   AND (r.user_name IS NULL OR CONCAT(r.userid, r.user_name) <> CONCAT(m.userid, m.name))
