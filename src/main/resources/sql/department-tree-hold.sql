-- All departments, held: whoever writes what follows from them waits here, and reads them when it is his turn. What a
-- statement that has waited gives may be older than what it waited for, so it is not used.
SELECT dept_id FROM department
 WHERE connection_name = :connection AND state = 'active'
 ORDER BY dept_id
   FOR UPDATE
