-- What may be done by one at a time, for a connection: whoever changes the row holds it until the transaction ends.
CREATE TABLE turn (
  connection_name VARCHAR(64) NOT NULL,
  subject         VARCHAR(64) NOT NULL,
  taken           BIGINT NOT NULL,        -- how often
  PRIMARY KEY (connection_name, subject)
) ${table};

-- What was for nobody who is there had no end, and was never forgotten.
UPDATE message SET settled_at = created_at WHERE state = 'failed' AND settled_at IS NULL;
