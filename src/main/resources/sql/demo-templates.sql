-- What became of approvals, by template: status and result have the same words on both platforms.
SELECT t.name AS template, p.platform,
       SUM(CASE WHEN p.status = 'RUNNING' THEN 1 ELSE 0 END) AS running,
       SUM(CASE WHEN p.result = 'agree' THEN 1 ELSE 0 END) AS agreed,
       SUM(CASE WHEN p.result = 'refuse' THEN 1 ELSE 0 END) AS refused,
       SUM(CASE WHEN p.status = 'TERMINATED' THEN 1 ELSE 0 END) AS withdrawn,
       ROUND(AVG(TIMESTAMPDIFF(HOUR, p.create_time, p.finish_time)) / 24.0, 1) AS days
  FROM process_instance p
  JOIN process_template t ON t.connection_name = p.connection_name AND t.process_code = p.process_code
 WHERE p.deleted_at IS NULL
 GROUP BY t.name, p.platform
 ORDER BY t.name, p.platform
