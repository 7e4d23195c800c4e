-- A person who is different now, or is back.
UPDATE member SET state = 'active', left_at = NULL, name = :name, unionid = :unionid, mobile = :mobile,
       state_code = :state_code, hide_mobile = :hide_mobile, telephone = :telephone, email = :email,
       org_email = :org_email, org_email_type = :org_email_type, job_number = :job_number, title = :title,
       work_place = :work_place, remark = :remark, avatar = :avatar, extension = :extension, hired_date = :hired_date,
       manager_userid = :manager_userid, dept_ids = :dept_ids, platform_main_dept_id = :platform_main_dept_id,
       active = :active, real_authed = :real_authed, admin = :admin, boss = :boss, senior = :senior,
       exclusive_account = :exclusive_account, exclusive_account_type = :exclusive_account_type, login_id = :login_id,
       raw = :raw, known_at = :known_at, name_pending = :name_pending, content_hash = :content_hash,
       update_time = :update_time, alias = :alias, english_name = :english_name, gender = :gender,
       address = :address, qr_code = :qr_code, thumb_avatar = :thumb_avatar, account_state = :account_state
 WHERE connection_name = :connection AND userid = :userid
