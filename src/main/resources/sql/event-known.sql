SELECT event_id FROM platform_event WHERE (connection_name, event_id) IN (:keys)
