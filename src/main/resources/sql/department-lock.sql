-- The departments of a page, held until the page is written.
SELECT dept_id, parent_id, name, sort_order, source_identifier, raw, state, known_at, content_hash
  FROM department
 WHERE connection_name = :connection AND dept_id IN (:ids)
 ORDER BY dept_id
   FOR UPDATE
