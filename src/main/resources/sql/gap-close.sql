-- Everything that may have changed in the gap was looked for, unless the gap went on meanwhile.
UPDATE stream_gap SET closed_at = :closedAt, note = :note
WHERE id = :id AND began_at = :beganAt AND ended_at = :endedAt AND closed_at IS NULL
