drop table audit_log, audit_heads;
set local role p88_definer;
drop function chain_audit_entry();
set local role p88_owner;
drop function audit_part(text);
