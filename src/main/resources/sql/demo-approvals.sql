-- Of each connection the newest that are still running, and the newest that have ended.
SELECT connection_name, SUBSTRING(CAST(create_time AS CHAR(23)), 1, 16) AS created, title, status, result,
       originator_name, current_approvers, form_values_cleaned
  FROM (SELECT p.*, ROW_NUMBER() OVER (PARTITION BY connection_name, CASE WHEN status = 'RUNNING' THEN 0 ELSE 1 END
                                       ORDER BY create_time DESC) AS place
          FROM process_instance p) p
 WHERE place <= 3
 ORDER BY CASE WHEN status = 'RUNNING' THEN 0 ELSE 1 END, create_time DESC
