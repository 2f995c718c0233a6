drop table screens;
alter table display_sessions
  drop constraint display_sessions_playlist_fkey,
  drop constraint display_sessions_message,
  drop column program_rev, drop column template_version, drop column message, drop column message_at,
  drop column blackout, drop column resting, drop column frozen, drop column playlist_id, drop column playlist_since;
drop table playlists;
