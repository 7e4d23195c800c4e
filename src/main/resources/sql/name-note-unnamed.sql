UPDATE member SET name_pending = TRUE
 WHERE connection_name = :connection AND userid IN (:ids) AND name IS NOT NULL
