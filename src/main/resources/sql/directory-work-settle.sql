DELETE FROM directory_work
 WHERE connection_name = :connection AND kind = :kind AND item_id = :id AND taken_by = :owner AND asked_again = FALSE
