-- What WeCom tells of people and departments beside what DingTalk does. Placeholders as in V1.

ALTER TABLE member ADD COLUMN alias VARCHAR(255);
ALTER TABLE member ADD COLUMN english_name VARCHAR(255);
ALTER TABLE member ADD COLUMN gender VARCHAR(8);          -- male or female
ALTER TABLE member ADD COLUMN address VARCHAR(512);
ALTER TABLE member ADD COLUMN qr_code VARCHAR(1024);
ALTER TABLE member ADD COLUMN thumb_avatar VARCHAR(1024);
ALTER TABLE member ADD COLUMN account_state VARCHAR(16);  -- active, disabled or inactive (not activated yet)

ALTER TABLE department ADD COLUMN name_en VARCHAR(512);
ALTER TABLE department ADD COLUMN leader_userids ${json};

-- ---------------------------------------------------------------- the names that people know

-- An id stands in for a name that is not known; name_known says which of them it is.
CREATE VIEW wechat_user AS
  SELECT connection_name, userid, COALESCE(name, userid) AS name,
         CASE WHEN name IS NULL THEN FALSE ELSE TRUE END AS name_known, alias, english_name, gender, mobile, telephone,
         email, org_email AS biz_mail, title AS position, address, avatar, thumb_avatar, qr_code,
         dept_ids, dept_names, main_dept_id, main_dept_name, dept_order, leader, manager_userid AS direct_leader,
         extension AS extattr, account_state, active, state, left_at, update_time
    FROM member
   WHERE platform = 'wecom' AND state <> 'unknown';

CREATE VIEW wechat_department AS
  SELECT connection_name, dept_id, parent_id, COALESCE(name, dept_id) AS name,
         CASE WHEN name IS NULL THEN FALSE ELSE TRUE END AS name_known, name_en, id_path, name_path, depth, sort_order,
         leader_userids, direct_headcount, total_headcount, state, gone_at, update_time
    FROM department
   WHERE platform = 'wecom';

CREATE VIEW wechat_user_department AS
  SELECT md.connection_name, md.userid, COALESCE(m.name, m.userid) AS name, md.dept_id,
         COALESCE(d.name, d.dept_id) AS dept_name, d.name_path, md.is_main, md.is_leader, md.dept_order
    FROM member_department md
    JOIN member m ON m.connection_name = md.connection_name AND m.userid = md.userid
    JOIN department d ON d.connection_name = md.connection_name AND d.dept_id = md.dept_id
   WHERE m.platform = 'wecom' AND m.state = 'active';
