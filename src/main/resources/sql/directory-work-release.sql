UPDATE directory_work SET state = 'due', taken_by = NULL, taken_until = NULL, asked_again = FALSE
 WHERE connection_name = :connection AND kind = :kind AND item_id = :id AND taken_by = :owner AND state = 'taken'
