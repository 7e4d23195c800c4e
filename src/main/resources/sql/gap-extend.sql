-- A gap that goes on, unless somebody has closed it meanwhile.
UPDATE stream_gap SET began_at = :beganAt, ended_at = NULL, reason = :reason
WHERE id = :id AND closed_at IS NULL
