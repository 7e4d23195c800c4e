-- Messages that were sent, or are to be sent. Placeholders as in V1.

-- One row for a message, whatever has become of it. A channel's messages stand under channel.<name>.
CREATE TABLE message (
  id              BIGINT NOT NULL AUTO_INCREMENT,
  connection_name VARCHAR(64) NOT NULL,
  platform        VARCHAR(16) NOT NULL,
  message_key     ${id} NOT NULL,
  message_type    VARCHAR(16) NOT NULL,
  title           VARCHAR(1024),
  content         ${text} NOT NULL,
  url             VARCHAR(2048),
  button          VARCHAR(64),
  business_type   VARCHAR(64),
  business_id     VARCHAR(128),
  content_hash    CHAR(64) NOT NULL,
  state           VARCHAR(8) NOT NULL,  -- pending, sent, partial or failed
  receivers       INT NOT NULL,
  reached         INT NOT NULL,
  attempts        INT NOT NULL,         -- calls for the portion that needed most
  due_at          BIGINT,               -- of a pending one: when it is tried next
  created_at      BIGINT NOT NULL,
  settled_at      BIGINT,               -- when nothing more was to be sent
  error_class     VARCHAR(16),
  error           VARCHAR(1024),
  PRIMARY KEY (id)
) ${table};

CREATE UNIQUE INDEX message_once ON message (connection_name, message_key);
CREATE INDEX message_state ON message (connection_name, state, created_at);
CREATE INDEX message_business ON message (connection_name, business_type, business_id);

-- What one call carries of a message. Its row says that it is being sent before it is sent.
CREATE TABLE message_portion (
  message_id      BIGINT NOT NULL,
  portion_no      INT NOT NULL,
  connection_name VARCHAR(64) NOT NULL,
  state           VARCHAR(8) NOT NULL,  -- pending, taken, sent, failed or doubt
  due_at          BIGINT NOT NULL,
  attempts        INT NOT NULL,
  tried_at        BIGINT,               -- when it was sent, or may have been, for the first time
  taken_by        VARCHAR(160),
  taken_until     BIGINT,
  platform_id     ${id},
  receipt_at      BIGINT,               -- when the platform is asked who was reached
  receipts        INT NOT NULL,         -- how often it was asked
  error_class     VARCHAR(16),
  error           VARCHAR(1024),
  PRIMARY KEY (message_id, portion_no)
) ${table};

CREATE INDEX message_portion_due ON message_portion (connection_name, state, due_at);
CREATE INDEX message_portion_receipt ON message_portion (connection_name, receipt_at);

-- One row for each receiver of a message.
CREATE TABLE message_receiver (
  message_id      BIGINT NOT NULL,
  kind            VARCHAR(16) NOT NULL, -- user, department, tag, member, everyone or group
  receiver_id     ${id} NOT NULL,
  connection_name VARCHAR(64) NOT NULL,
  portion_no      INT NOT NULL,
  position        INT NOT NULL,
  state           VARCHAR(16) NOT NULL, -- pending, sent, unreached or doubt
  reason          VARCHAR(512),
  may_again       BOOLEAN NOT NULL,     -- of an unreached one: whether another try may reach it
  tried_at        BIGINT,               -- when it was sent, or may have been
  PRIMARY KEY (message_id, kind, receiver_id)
) ${table};

CREATE INDEX message_receiver_tried ON message_receiver (connection_name, kind, receiver_id, tried_at);
