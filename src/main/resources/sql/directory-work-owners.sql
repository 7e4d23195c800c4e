-- Who has taken rows, and when a run of his that has not ended was last seen, if he has one.
SELECT taken_by,
       (SELECT MAX(run.seen_at) FROM run WHERE run.owner = owners.taken_by AND run.state = 'running') AS seen_at
  FROM (SELECT DISTINCT taken_by FROM directory_work WHERE connection_name = :connection AND state = 'taken') owners
