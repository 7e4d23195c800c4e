UPDATE member SET name_pending = FALSE WHERE connection_name = :connection AND userid IN (:ids)
