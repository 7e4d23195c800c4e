DELETE FROM platform_event WHERE arrived_at < :arrivedBefore
