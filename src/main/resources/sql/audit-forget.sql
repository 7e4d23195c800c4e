DELETE FROM audit WHERE begun_at < :before
