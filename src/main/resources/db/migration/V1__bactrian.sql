-- The tables of Bactrian. The same file runs on MySQL 8, MariaDB and H2 in MySQL mode; what differs is a placeholder:
--   ${id}      an id of a platform, compared exactly        ${text}   a long text
--   ${json}    JSON (plain text on H2)                      ${table}  engine and character set
--   ${blob}    bytes
-- Columns that end in _at and hold a BIGINT are our own clock, in milliseconds since 1970. DATETIME columns are
-- wall-clock times in the configured zone. Every row carries the name of its connection.

-- ---------------------------------------------------------------- approvals

CREATE TABLE process_template (
  connection_name VARCHAR(64) NOT NULL,
  process_code    ${id} NOT NULL,
  platform        VARCHAR(16) NOT NULL,
  name            VARCHAR(512),
  dir_name        VARCHAR(512),
  url             VARCHAR(1024),
  icon_url        VARCHAR(1024),
  seen_at         BIGINT NOT NULL,
  gone_at         BIGINT,
  PRIMARY KEY (connection_name, process_code)
) ${table};

CREATE TABLE process_instance (
  connection_name        VARCHAR(64) NOT NULL,
  process_instance_id    ${id} NOT NULL,
  platform               VARCHAR(16) NOT NULL,
  process_code           ${id},
  title                  VARCHAR(1024),
  status                 VARCHAR(32),
  platform_status        VARCHAR(64),
  result                 VARCHAR(32),
  platform_result        VARCHAR(64),
  originator_userid      ${id},
  originator_name        VARCHAR(255),
  originator_dept_id     ${id},
  originator_dept_name   VARCHAR(512),
  current_approvers      ${text},
  current_approver_ids   ${json},
  cc_userids             ${json},
  form_component_values  ${json},
  form_values_cleaned    ${json},
  tasks                  ${json},
  business_id            VARCHAR(128),
  biz_action             VARCHAR(32),
  main_process_instance_id      ${id},
  attached_process_instance_ids ${json},
  create_time            DATETIME(3),
  finish_time            DATETIME(3),
  update_time            DATETIME(3) NOT NULL,
  deleted_at             BIGINT,
  known_at               BIGINT NOT NULL,
  open_seen_at           BIGINT,
  content_hash           CHAR(64) NOT NULL,
  PRIMARY KEY (connection_name, process_instance_id)
) ${table};

CREATE INDEX process_instance_status ON process_instance (connection_name, status, create_time);
CREATE INDEX process_instance_template ON process_instance (connection_name, process_code, create_time);
CREATE INDEX process_instance_created ON process_instance (create_time);
CREATE INDEX process_instance_finished ON process_instance (connection_name, finish_time);
CREATE INDEX process_instance_originator ON process_instance (connection_name, originator_userid);
CREATE INDEX process_instance_business ON process_instance (business_id);

CREATE TABLE process_task (
  connection_name     VARCHAR(64) NOT NULL,
  process_instance_id ${id} NOT NULL,
  task_id             ${id} NOT NULL,
  position            INT NOT NULL,
  userid              ${id},
  user_name           VARCHAR(255),
  status              VARCHAR(32),
  result              VARCHAR(32),
  create_time         DATETIME(3),
  finish_time         DATETIME(3),
  activity_id         VARCHAR(255),
  group_name          VARCHAR(512),
  mobile_url          VARCHAR(1024),
  pc_url              VARCHAR(1024),
  PRIMARY KEY (connection_name, process_instance_id, task_id)
) ${table};

CREATE INDEX process_task_user ON process_task (connection_name, userid, status);

CREATE TABLE process_operation_record (
  connection_name     VARCHAR(64) NOT NULL,
  process_instance_id ${id} NOT NULL,
  position            INT NOT NULL,
  userid              ${id},
  user_name           VARCHAR(255),
  operation_type      VARCHAR(64),
  operation_result    VARCHAR(64),
  operation_time      DATETIME(3),
  remark              ${text},
  activity_id         VARCHAR(255),
  show_name           VARCHAR(512),
  attachments         ${json},
  images              ${json},
  cc_userids          ${json},
  PRIMARY KEY (connection_name, process_instance_id, position)
) ${table};

CREATE INDEX process_operation_record_user ON process_operation_record (connection_name, userid);

-- What the platform answered, to the letter: everything above can be derived from it again without one call.
CREATE TABLE process_payload (
  connection_name     VARCHAR(64) NOT NULL,
  process_instance_id ${id} NOT NULL,
  process_code        ${id},
  payload             ${text} NOT NULL,
  read_at             BIGINT NOT NULL,
  PRIMARY KEY (connection_name, process_instance_id)
) ${table};

-- When an approval was read again and found unchanged, so that its row can stay untouched.
CREATE TABLE process_check (
  connection_name     VARCHAR(64) NOT NULL,
  process_instance_id ${id} NOT NULL,
  checked_at          BIGINT NOT NULL,
  PRIMARY KEY (connection_name, process_instance_id)
) ${table};

-- ---------------------------------------------------------------- the work list

-- One row for an approval that is to be read, however often and from wherever it was asked for.
CREATE TABLE work_item (
  connection_name     VARCHAR(64) NOT NULL,
  process_instance_id ${id} NOT NULL,
  process_code        ${id},
  purpose             VARCHAR(16) NOT NULL,
  priority            INT NOT NULL,
  state               VARCHAR(8) NOT NULL,  -- due, taken or failed
  due_at              BIGINT NOT NULL,
  asked_at            BIGINT NOT NULL,
  asked_again         BOOLEAN NOT NULL,     -- something happened to it while it was being read
  attempts            INT NOT NULL,
  taken_by            VARCHAR(160),
  taken_until         BIGINT,
  error_class         VARCHAR(16),
  error               VARCHAR(1024),
  failed_at           BIGINT,
  PRIMARY KEY (connection_name, process_instance_id)
) ${table};

CREATE INDEX work_item_next ON work_item (connection_name, state, priority, due_at);
CREATE INDEX work_item_taken ON work_item (taken_by);

-- ---------------------------------------------------------------- runs

-- One row for each run of a command or schedule: what it read, what came of it, what it cost.
CREATE TABLE run (
  id              BIGINT NOT NULL AUTO_INCREMENT,
  connection_name VARCHAR(64) NOT NULL,
  command         VARCHAR(32) NOT NULL,
  arguments       VARCHAR(1024) NOT NULL,
  state           VARCHAR(16) NOT NULL,
  owner           VARCHAR(160) NOT NULL,
  started_at      BIGINT NOT NULL,
  seen_at         BIGINT NOT NULL,
  ended_at        BIGINT,
  items_read      BIGINT NOT NULL,
  items_new       BIGINT NOT NULL,
  items_changed   BIGINT NOT NULL,
  items_unchanged BIGINT NOT NULL,
  items_failed    BIGINT NOT NULL,
  calls           BIGINT NOT NULL,
  message         ${text},
  PRIMARY KEY (id)
) ${table};

CREATE INDEX run_latest ON run (connection_name, command, started_at);

CREATE TABLE run_problem (
  id      BIGINT NOT NULL AUTO_INCREMENT,
  run_id  BIGINT NOT NULL,
  kind    VARCHAR(32) NOT NULL,
  item_id VARCHAR(255),
  problem VARCHAR(1024) NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (id)
) ${table};

CREATE INDEX run_problem_run ON run_problem (run_id);

-- How far a listing has come: a killed backfill goes on from here.
CREATE TABLE history_window (
  run_id          BIGINT NOT NULL,
  connection_name VARCHAR(64) NOT NULL,
  process_code    ${id} NOT NULL,
  window_start    BIGINT NOT NULL,
  window_end      BIGINT NOT NULL,
  page_cursor     VARCHAR(255),
  ids             BIGINT NOT NULL,
  state           VARCHAR(8) NOT NULL,
  PRIMARY KEY (run_id, process_code, window_start)
) ${table};

-- ---------------------------------------------------------------- calls

-- What was called in a month, and what for. A refused call is made but not charged.
CREATE TABLE api_usage (
  connection_name VARCHAR(64) NOT NULL,
  usage_month     CHAR(7) NOT NULL,
  interface       VARCHAR(160) NOT NULL,
  purpose         VARCHAR(16) NOT NULL,
  metered         BOOLEAN NOT NULL,
  calls           BIGINT NOT NULL,
  refused         BIGINT NOT NULL,
  PRIMARY KEY (connection_name, usage_month, interface, purpose)
) ${table};

-- Token buckets, so that commands that run side by side share one pace.
CREATE TABLE call_pace (
  id    VARCHAR(255) NOT NULL,
  state ${blob},
  PRIMARY KEY (id)
) ${table};

-- ---------------------------------------------------------------- people

CREATE TABLE department (
  connection_name   VARCHAR(64) NOT NULL,
  dept_id           ${id} NOT NULL,
  platform          VARCHAR(16) NOT NULL,
  parent_id         ${id},
  name              VARCHAR(512),
  id_path           VARCHAR(2048),
  name_path         VARCHAR(4096),
  depth             INT,
  sort_order        BIGINT,
  direct_headcount  INT NOT NULL,
  total_headcount   INT NOT NULL,
  source_identifier VARCHAR(255),
  raw               ${json},
  state             VARCHAR(8) NOT NULL,
  gone_at           BIGINT,
  known_at          BIGINT NOT NULL,
  content_hash      CHAR(64) NOT NULL,
  update_time       DATETIME(3) NOT NULL,
  PRIMARY KEY (connection_name, dept_id)
) ${table};

CREATE INDEX department_parent ON department (connection_name, parent_id);

-- state: active, left, or unknown (asked for, and the platform knows no such person)
CREATE TABLE member (
  connection_name        VARCHAR(64) NOT NULL,
  userid                 ${id} NOT NULL,
  platform               VARCHAR(16) NOT NULL,
  state                  VARCHAR(8) NOT NULL,
  name                   VARCHAR(255),
  unionid                ${id},
  mobile                 VARCHAR(64),
  state_code             VARCHAR(16),
  hide_mobile            BOOLEAN,
  telephone              VARCHAR(128),
  email                  VARCHAR(255),
  org_email              VARCHAR(255),
  org_email_type         VARCHAR(64),
  job_number             VARCHAR(128),
  title                  VARCHAR(255),
  work_place             VARCHAR(512),
  remark                 ${text},
  avatar                 VARCHAR(1024),
  extension              ${json},
  hired_date             DATETIME(3),
  manager_userid         ${id},
  dept_ids               ${json},
  dept_names             ${text},
  main_dept_id           ${id},
  main_dept_name         VARCHAR(512),
  platform_main_dept_id  ${id},
  dept_order             BIGINT,
  active                 BOOLEAN,
  real_authed            BOOLEAN,
  admin                  BOOLEAN,
  boss                   BOOLEAN,
  senior                 BOOLEAN,
  leader                 BOOLEAN,
  exclusive_account      BOOLEAN,
  exclusive_account_type VARCHAR(64),
  login_id               VARCHAR(255),
  raw                    ${json},
  first_seen_at          BIGINT NOT NULL,
  known_at               BIGINT NOT NULL,
  left_at                BIGINT,
  name_pending           BOOLEAN NOT NULL,
  content_hash           CHAR(64) NOT NULL,
  update_time            DATETIME(3) NOT NULL,
  PRIMARY KEY (connection_name, userid)
) ${table};

CREATE INDEX member_name ON member (connection_name, name);
CREATE INDEX member_union ON member (connection_name, unionid);
CREATE INDEX member_pending ON member (connection_name, name_pending);

CREATE TABLE member_department (
  connection_name VARCHAR(64) NOT NULL,
  userid          ${id} NOT NULL,
  dept_id         ${id} NOT NULL,
  position        INT NOT NULL,
  is_main         BOOLEAN NOT NULL,
  is_leader       BOOLEAN,
  dept_order      BIGINT,
  PRIMARY KEY (connection_name, userid, dept_id)
) ${table};

CREATE INDEX member_department_dept ON member_department (connection_name, dept_id);

-- Who and what a reading saw last, beside the rows themselves: seeing somebody again touches no row of a person.
CREATE TABLE directory_seen (
  connection_name VARCHAR(64) NOT NULL,
  kind            VARCHAR(16) NOT NULL,
  item_id         ${id} NOT NULL,
  run_id          BIGINT,
  read_at         BIGINT NOT NULL,
  outcome         VARCHAR(16) NOT NULL,
  PRIMARY KEY (connection_name, kind, item_id)
) ${table};

-- ---------------------------------------------------------------- the names that people know

CREATE VIEW dingtalk_user AS
  SELECT connection_name, userid, unionid, name, avatar, state_code, mobile, hide_mobile, telephone, job_number,
         title, email, org_email, org_email_type, work_place, remark, dept_ids, dept_names, main_dept_id,
         main_dept_name, dept_order, extension, hired_date, manager_userid, active, real_authed, admin, boss,
         senior, leader, exclusive_account, exclusive_account_type, login_id, state, left_at, update_time
    FROM member
   WHERE platform = 'dingtalk' AND state <> 'unknown';

CREATE VIEW dingtalk_department AS
  SELECT connection_name, dept_id, parent_id, name, id_path, name_path, depth, sort_order, direct_headcount,
         total_headcount, source_identifier, state, gone_at, update_time
    FROM department
   WHERE platform = 'dingtalk';

CREATE VIEW dingtalk_user_department AS
  SELECT md.connection_name, md.userid, m.name, md.dept_id, d.name AS dept_name, d.name_path, md.is_main, md.is_leader,
         md.dept_order
    FROM member_department md
    JOIN member m ON m.connection_name = md.connection_name AND m.userid = md.userid
    JOIN department d ON d.connection_name = md.connection_name AND d.dept_id = md.dept_id
   WHERE m.platform = 'dingtalk' AND m.state = 'active';
