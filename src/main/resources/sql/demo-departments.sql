-- The first departments of each connection, from the top.
SELECT connection_name, name_path, direct_headcount, total_headcount
  FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY connection_name
                                       ORDER BY depth, total_headcount DESC, name_path) AS place
          FROM department d WHERE state = 'active') d
 WHERE place <= 6
 ORDER BY connection_name, place
