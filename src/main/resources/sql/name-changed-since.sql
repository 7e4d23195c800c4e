-- Approvals with another name may have been stored in that moment. The time of a row is that of its last change of any kind.
UPDATE member SET name_pending = TRUE
 WHERE connection_name = :connection AND update_time >= :since AND name IS NOT NULL AND name_pending = FALSE
