set local role p88_definer;
create or replace function platform_list_display_sessions(at timestamptz)
  returns table (tenant_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.tenant_id, s.id from public.display_sessions s where s.expires_at > at order by s.tenant_id, s.id;
  end;
set local role p88_owner;

drop table sponsor_plays;
drop table session_analytics;
drop table session_presets;
drop table entry_notes;
alter table roster_entries drop column search_key;
alter table display_sessions drop column archived_at;
