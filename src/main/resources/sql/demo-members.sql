-- The first people of each connection.
SELECT connection_name, userid, name, title, main_dept_name, dept_names
  FROM (SELECT m.*, ROW_NUMBER() OVER (PARTITION BY connection_name ORDER BY userid) AS place
          FROM member m WHERE state = 'active') m
 WHERE place <= 5
 ORDER BY connection_name, place
