-- H2 takes an index for (a, b) IN (...) only where it ends with b; MySQL and MariaDB take the beginning of the primary
-- key, and have no use for these. ${on_h2} is nothing on H2, and elsewhere makes a comment of its line.
${on_h2}CREATE INDEX member_department_user ON member_department (connection_name, userid);
${on_h2}CREATE INDEX process_task_instance ON process_task (connection_name, process_instance_id);
${on_h2}CREATE INDEX process_task_person ON process_task (connection_name, userid);
${on_h2}CREATE INDEX process_operation_record_instance ON process_operation_record (connection_name, process_instance_id);
