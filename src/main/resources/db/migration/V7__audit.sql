-- Who asked for what by hand: over the API, on the command line, on a page. A row is written before the deed, and says
-- afterwards what came of it.
CREATE TABLE audit (
  id              BIGINT NOT NULL AUTO_INCREMENT,
  begun_at        BIGINT NOT NULL,
  ended_at        BIGINT,
  via             VARCHAR(16) NOT NULL,
  caller          VARCHAR(64) NOT NULL,
  address         VARCHAR(64),
  connection_name VARCHAR(64) NOT NULL,
  action          VARCHAR(64) NOT NULL,
  arguments       VARCHAR(1024) NOT NULL,
  outcome         VARCHAR(16) NOT NULL,
  detail          VARCHAR(1024),
  run_id          BIGINT,
  PRIMARY KEY (id)
) ${table};

CREATE INDEX audit_latest ON audit (connection_name, begun_at);
CREATE INDEX audit_age ON audit (begun_at);
