SELECT id, begun_at, ended_at, via, caller, address, action, arguments, outcome, detail, run_id
  FROM audit a
 WHERE a.connection_name = :connection
