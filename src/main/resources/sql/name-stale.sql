-- Approvals show another name.
UPDATE member SET name_pending = TRUE WHERE (connection_name, userid) IN (:keys) AND name IS NOT NULL
