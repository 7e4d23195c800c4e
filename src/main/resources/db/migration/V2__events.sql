-- What platforms tell by themselves. Placeholders as in V1.

-- What a row on the work list needs, and what is known of it from events.
ALTER TABLE work_item ADD COLUMN need VARCHAR(8) DEFAULT 'read' NOT NULL;  -- read (one call) or tell (none)
ALTER TABLE work_item ADD COLUMN foretold VARCHAR(16);                     -- the end that an event told
ALTER TABLE work_item ADD COLUMN before_state ${text};                     -- the approval before the first event, JSON

-- When the read began that a row is from: an event may have told something later (known_at).
ALTER TABLE process_instance ADD COLUMN read_at BIGINT;

-- Whose process a row of the work list belongs to.
CREATE INDEX run_owner ON run (owner);

-- Every event once, however often it is delivered.
CREATE TABLE platform_event (
  connection_name VARCHAR(64) NOT NULL,
  event_id        ${id} NOT NULL,
  event_type      VARCHAR(64) NOT NULL,
  about           VARCHAR(16) NOT NULL,  -- approval or directory
  source          VARCHAR(16) NOT NULL,
  born_at         BIGINT,
  arrived_at      BIGINT NOT NULL,
  PRIMARY KEY (connection_name, event_id)
) ${table};

CREATE INDEX platform_event_arrived ON platform_event (arrived_at);

-- Spans in which the stream was not connected, and what may have changed in them was looked for afterwards.
CREATE TABLE stream_gap (
  id              BIGINT NOT NULL AUTO_INCREMENT,
  connection_name VARCHAR(64) NOT NULL,
  began_at        BIGINT NOT NULL,
  ended_at        BIGINT,
  closed_at       BIGINT,
  reason          VARCHAR(512) NOT NULL,
  note            VARCHAR(512),
  PRIMARY KEY (id)
) ${table};

CREATE INDEX stream_gap_open ON stream_gap (connection_name, closed_at);

-- The last sign of life of each stream, so that the span of a crash is known afterwards.
CREATE TABLE stream_life (
  connection_name VARCHAR(64) NOT NULL,
  connected       BOOLEAN NOT NULL,
  since_at        BIGINT NOT NULL,
  told_at         BIGINT NOT NULL,      -- the heartbeat of whoever holds the stream
  seen_at         BIGINT,               -- null as long as it was never connected
  frame_at        BIGINT,
  event_at        BIGINT,
  problem         VARCHAR(512),
  PRIMARY KEY (connection_name)
) ${table};

-- People and departments that are to be read again because an event named them. One row of the kind headcount says
-- that head-counts are to be computed.
CREATE TABLE directory_work (
  connection_name VARCHAR(64) NOT NULL,
  kind            VARCHAR(16) NOT NULL,
  item_id         ${id} NOT NULL,
  state           VARCHAR(8) NOT NULL,  -- due, taken or failed
  gone            BOOLEAN NOT NULL,     -- the event said that it left
  born_at         BIGINT,               -- when, by the platform's clock, what the latest event said happened
  asked_at        BIGINT NOT NULL,
  asked_again     BOOLEAN NOT NULL,     -- named while it was taken
  due_at          BIGINT NOT NULL,
  attempts        INT NOT NULL,
  taken_by        VARCHAR(160),
  taken_until     BIGINT,
  error           VARCHAR(1024),
  PRIMARY KEY (connection_name, kind, item_id)
) ${table};

CREATE INDEX directory_work_next ON directory_work (connection_name, state, due_at);
