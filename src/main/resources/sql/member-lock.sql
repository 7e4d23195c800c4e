-- The people of a page, held until the page is written.
SELECT userid, name, unionid, mobile, state_code, hide_mobile, telephone, email, org_email, org_email_type, job_number,
       title, work_place, remark, avatar, extension, hired_date, manager_userid, dept_ids, platform_main_dept_id,
       active, real_authed, admin, boss, senior, exclusive_account, exclusive_account_type, login_id, raw, state,
       known_at, name_pending, content_hash, alias, english_name, gender, address, qr_code, thumb_avatar, account_state
  FROM member
 WHERE (connection_name, userid) IN (:keys)
 ORDER BY userid
   FOR UPDATE
