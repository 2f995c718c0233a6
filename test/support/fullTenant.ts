import { runAsAdmin } from './database.ts';

/**
 * One row of every tenant table, as plain SQL with `{tenant}`, `{id}` (the same in all, unique per tenant) and
 * `{text}` (8 letters, unique per tenant). A table that is missing here fails the isolation test.
 */
const ROWS: readonly string[] = [
  `insert into partners (tenant_id, name, slug, time_zone, created_at)
     values ('{tenant}', 'Partner {text}', '{text}', 'UTC', now())`,
  `insert into users (tenant_id, id, email, name, role, password_hash, created_at)
     values ('{tenant}', '{id}', lower('{text}@example.test'), 'Robin Stone', 'owner', '-', now())`,
  `insert into login_sessions
     (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address)
     values ('{tenant}', '{id}', '{id}', '{text}', now(), now(), now() + interval '1 hour', '', '127.0.0.1')`,
  `insert into timing_keys (tenant_id, id, user_name, secret_sealed, label, created_at)
     values ('{tenant}', '{id}', '{text}', '\\x00', '', now())`,
  `insert into display_sessions (tenant_id, id, name, mode, template_id, created_at, last_used_at, expires_at)
     values ('{tenant}', '{id}', 'Finish line', 'results', 'finish-hero', now(), now(), now() + interval '1 day')`,
  `insert into playlists (tenant_id, id, name, items, changed_at)
     values ('{tenant}', '{id}', 'Morning', '[]', now())`,
  `insert into templates (tenant_id, id, name, draft, draft_hash, layouts, created_at, changed_at)
     values ('{tenant}', '{id}', 'Finish arch', '{}', repeat('0', 64), '[]', now(), now())`,
  `insert into template_versions (tenant_id, template_id, version, document, hash, note, published_at)
     values ('{tenant}', '{id}', 1, '{}', repeat('0', 64), '', now())`,
  `insert into assets
     (tenant_id, id, name, hash, mime, source_mime, width_px, height_px, bytes, created_at)
     values ('{tenant}', '{id}', 'Harbour Half', repeat('0', 64), 'image/webp', 'image/png', 640, 360, 3, now())`,
  `insert into asset_files (tenant_id, asset_id, width_px, height_px, content)
     values ('{tenant}', '{id}', 640, 360, '\\x00')`,
  `insert into screens (tenant_id, display_session_id, key, number, last_seen_at)
     values ('{tenant}', '{id}', '{text}', 1, now())`,
  `insert into called_crossings (tenant_id, display_session_id, received_at, location, tag, called_at)
     values ('{tenant}', '{id}', now(), 'FINISH', '101', now())`,
  `insert into entry_notes (tenant_id, display_session_id, bib, vip, note, pronunciation, changed_at)
     values ('{tenant}', '{id}', '101', true, 'Birthday', '', now())`,
  `insert into session_presets (tenant_id, id, name, mode, template_id, changed_at)
     values ('{tenant}', '{id}', 'Finish', 'results', 'finish-hero', now())`,
  `insert into session_analytics
     (tenant_id, display_session_id, minute, reads, names_shown, dwell_ms, backlog_most, screens)
     values ('{tenant}', '{id}', now(), 1, 1, 1500, 0, 1)`,
  `insert into sponsor_plays (tenant_id, display_session_id, name, plays, shown_ms)
     values ('{tenant}', '{id}', 'Harbour Bakery', 1, 8000)`,
  `insert into session_timing_streams (tenant_id, display_session_id, timing_session_id, bound_at)
     values ('{tenant}', '{id}', '{id}', now())`,
  `insert into roster_entries
     (tenant_id, display_session_id, ordinal, bib, chips, first_name, last_name, sex, city, region, country, club, race,
      wave, division, note)
     values ('{tenant}', '{id}', 1, '101', '{}', 'Robin', 'Stone', '', '', '', '', '', '', '', '', '')`,
  `insert into session_results (tenant_id, display_session_id, bib, status, splits)
     values ('{tenant}', '{id}', '101', 'finished', '[]')`,
  `insert into display_urls (tenant_id, id, display_session_id, created_at, expires_at)
     values ('{tenant}', '{text}', '{id}', now(), now() + interval '1 day')`,
  `insert into timing_sessions
     (tenant_id, id, program, program_version, remote_address, event_name, first_seen_at, last_seen_at)
     values ('{tenant}', '{id}', 'Simulator', '1', '127.0.0.1', 'Harbour Run', now(), now())`,
  `insert into reads
     (tenant_id, timing_session_id, location_key, seq, content_key, stream_id, line_number, kind, location, tag,
      time_text, time_of_day_ms, reader, antenna, received_at)
     values ('{tenant}', '{id}', 'finish', 1, 1, '{id}', 1, 'chip', 'FINISH', '101', '10:00:00', 36000000, '0', '1',
      now())`,
  `insert into rejected_lines (tenant_id, stream_id, line_number, reason, detail, raw, received_at)
     values ('{tenant}', '{id}', 1, 'junk', '', '\\x00', now())`,
  `insert into journal_cursors (tenant_id, journal_id, position, updated_at) values ('{tenant}', '{id}', 0, now())`,
  `insert into custom_roles (tenant_id, id, name, permissions, created_at)
     values ('{tenant}', '{id}', 'Timer', '{displays.view}', now())`,
  `insert into refresh_tokens (tenant_id, id, login_session_id, token_hash, created_at, expires_at)
     values ('{tenant}', '{id}', '{id}', '{text}', now(), now() + interval '1 hour')`,
  `insert into invitations (tenant_id, id, email, name, role, token_hash, created_at, expires_at)
     values ('{tenant}', '{id}', lower('new-{text}@example.test'), 'Kim Vale', 'viewer', '{text}', now(),
      now() + interval '1 day')`,
  `insert into password_resets (tenant_id, id, user_id, token_hash, created_at, expires_at)
     values ('{tenant}', '{id}', '{id}', '{text}', now(), now() + interval '1 hour')`,
  `insert into second_factors (tenant_id, id, user_id, kind, label, secret_sealed, created_at)
     values ('{tenant}', '{id}', '{id}', 'totp', 'Phone', '\\x00', now())`,
  `insert into recovery_codes (tenant_id, user_id, code_hash, created_at) values ('{tenant}', '{id}', '{text}', now())`,
  `insert into login_tickets (tenant_id, id, user_id, purpose, token_hash, challenge, created_at, expires_at)
     values ('{tenant}', '{id}', '{id}', 'second-factor', '{text}', '', now(), now() + interval '5 minutes')`,
  `insert into api_keys (tenant_id, id, prefix, secret_hash, name, permissions, created_at)
     values ('{tenant}', '{id}', '{text}', '{text}', 'Results export', '{displays.view}', now())`,
  `insert into visits (tenant_id, id, admin_user_id, admin_name, login_session_id, reason, started_at, ends_at)
     values ('{tenant}', '{id}', gen_random_uuid(), 'Alex Moor', gen_random_uuid(), 'Asked for help', now(),
      now() + interval '1 hour')`,
  `select set_config('p88.tenant', '{tenant}.' || encode(sha256(key || convert_to('{tenant}', 'UTF8')), 'hex'), true)
     from wall_keys`,
  // The trigger makes the row of audit_heads.
  `insert into audit_log
     (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind, object_id, address, request_id,
      previous_hash, hash)
     values ('{tenant}', 0, now(), 'system', '', 'test', 'login.succeeded', 'user', '{id}', '127.0.0.1', '', '', '')`,
];

/** A tenant with one row in every table, made past all row security. */
export interface FullTenant {
  tenant: string;
  id: string;
  /** Eight letters that also name its display link. */
  text: string;
}

/** Fill every table for one tenant. */
export async function makeFullTenant(adminUrl: string, facts: FullTenant): Promise<void> {
  const statements = ROWS.map((row) =>
    row.replace(/\{(tenant|id|text)\}/g, (_, key: keyof FullTenant) => facts[key]),
  );
  await runAsAdmin(adminUrl, statements.join(';\n'));
}
