-- The departments whose head-counts are not right any more, with the right ones. A person counts once in a department
-- and once in everything above it, however many departments below he is in. Depths grow by one from parent to child
-- and were computed without going in circles, so this ends whatever the parents say.
WITH RECURSIVE below (top_id, dept_id, depth) AS (
  SELECT dept_id, dept_id, depth FROM department
   WHERE connection_name = :connection AND state = 'active'
  UNION ALL
  SELECT b.top_id, d.dept_id, d.depth
    FROM below b
    JOIN department d ON d.connection_name = :connection AND d.parent_id = b.dept_id AND d.depth = b.depth + 1
   WHERE d.state = 'active'
)
SELECT c.dept_id, c.direct_now, c.total_now
  FROM (SELECT b.top_id AS dept_id,
               COUNT(DISTINCT CASE WHEN b.dept_id = b.top_id THEN m.userid END) AS direct_now,
               COUNT(DISTINCT m.userid) AS total_now
          FROM below b
          LEFT JOIN member_department md ON md.connection_name = :connection AND md.dept_id = b.dept_id
          LEFT JOIN member m
                 ON m.connection_name = :connection AND m.userid = md.userid AND m.state = 'active'
         GROUP BY b.top_id) c
  JOIN department d ON d.connection_name = :connection AND d.dept_id = c.dept_id
 WHERE d.direct_headcount <> c.direct_now OR d.total_headcount <> c.total_now
