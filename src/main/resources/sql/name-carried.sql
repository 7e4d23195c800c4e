UPDATE member SET name_pending = FALSE WHERE (connection_name, userid) IN (:keys)
