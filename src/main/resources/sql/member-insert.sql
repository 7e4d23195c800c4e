INSERT INTO member (connection_name, userid, platform, state, name, unionid, mobile, state_code, hide_mobile, telephone,
                    email, org_email, org_email_type, job_number, title, work_place, remark, avatar, extension,
                    hired_date, manager_userid, dept_ids, platform_main_dept_id, active, real_authed, admin, boss,
                    senior, exclusive_account, exclusive_account_type, login_id, raw, first_seen_at, known_at,
                    name_pending, content_hash, update_time, alias, english_name, gender, address, qr_code,
                    thumb_avatar, account_state)
VALUES (:connection, :userid, :platform, 'active', :name, :unionid, :mobile, :state_code, :hide_mobile, :telephone,
        :email, :org_email, :org_email_type, :job_number, :title, :work_place, :remark, :avatar, :extension,
        :hired_date, :manager_userid, :dept_ids, :platform_main_dept_id, :active, :real_authed, :admin, :boss,
        :senior, :exclusive_account, :exclusive_account_type, :login_id, :raw, :known_at, :known_at,
        :name_pending, :content_hash, :update_time, :alias, :english_name, :gender, :address, :qr_code,
        :thumb_avatar, :account_state)
