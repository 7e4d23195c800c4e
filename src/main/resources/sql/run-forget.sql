DELETE FROM run WHERE ended_at < :before
