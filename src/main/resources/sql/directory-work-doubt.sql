-- A leave that is older than what a read knows: not believed, looked up instead.
UPDATE directory_work SET gone = FALSE
 WHERE connection_name = :connection AND kind = :kind AND item_id = :id AND taken_by = :owner AND asked_again = FALSE
