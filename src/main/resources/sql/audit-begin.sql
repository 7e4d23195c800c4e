INSERT INTO audit (begun_at, via, caller, address, connection_name, action, arguments, outcome)
VALUES (:now, :via, :caller, :address, :connection, :action, :arguments, :outcome)
