-- Those of a run that goes on for months, too.
DELETE FROM run_problem WHERE seen_at < :before
