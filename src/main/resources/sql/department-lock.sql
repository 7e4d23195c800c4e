-- The departments of a page, held until the page is written.
SELECT dept_id, parent_id, name, sort_order, source_identifier, raw, state, known_at, content_hash,
       name_en, leader_userids
  FROM department
 WHERE (connection_name, dept_id) IN (:keys)
 ORDER BY dept_id
   FOR UPDATE
