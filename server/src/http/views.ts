import type { LoginView } from '@project88/core/contract/account.ts';
import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import type { UserView } from '@project88/core/contract/auth.ts';
import type { DisplayLinkView } from '@project88/core/contract/displayLinks.ts';
import type { BoundStream, DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { TimingKeyView } from '@project88/core/contract/timingKeys.ts';
import type { LoginSessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { LiveHub } from '../live/types.ts';
import type { ApiKeyRecord } from '../store/apiKeys.ts';
import type { DisplaySessionRecord } from '../store/displaySessions.ts';
import type { DisplayUrlRecord } from '../store/displayUrls.ts';
import type { LoginSummary } from '../store/loginSessions.ts';
import type { MemberRecord } from '../store/members.ts';
import { type BoundStreamRecord, listBoundStreams } from '../store/sessionStreams.ts';
import type { TimingKeyView as TimingKeyRecord } from '../store/timingKeys.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** An instant as the contract writes it. */
export function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

export function isoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : isoOf(atMs);
}

/** A display session as its operators see it, with its streams and what its live room knows now. */
export async function viewSession(
  scope: TenantScope,
  hub: LiveHub,
  record: DisplaySessionRecord,
): Promise<DisplaySessionView> {
  const streams = await listBoundStreams(scope, record.id);
  return {
    id: record.id,
    name: record.name,
    mode: record.mode,
    eventId: record.eventId,
    templateId: record.templateId,
    createdAt: isoOf(record.createdAtMs),
    expiresAt: isoOf(record.expiresAtMs),
    rosterRows: record.rosterRows,
    resultRows: record.resultRows,
    archived: record.archivedAtMs !== null,
    streams: streams.map(viewStream),
    ...liveNumbers(hub, scope.tenantId, record),
  };
}

function liveNumbers(hub: LiveHub, tenantId: TenantId, { id }: DisplaySessionRecord) {
  const screens = hub.screenCount(tenantId, id);
  const state = hub.operatorState(tenantId, id);
  return state === null ? { screens } : { screens, waiting: state.status.waiting, reads: state.status.reads };
}

export function viewStream({ timingSessionId, locations, boundAtMs }: BoundStreamRecord): BoundStream {
  return { timingSessionId, locations, boundAt: isoOf(boundAtMs) };
}

/** The address that people open and QR codes carry. */
function linkUrl(publicUrl: string, id: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/display/${id}`;
}

export function viewLink(publicUrl: string, record: DisplayUrlRecord): DisplayLinkView {
  return {
    id: record.id,
    url: linkUrl(publicUrl, record.id),
    sessionId: record.displaySessionId,
    createdAt: isoOf(record.createdAtMs),
    expiresAt: isoOf(record.expiresAtMs),
    revokedAt: isoOrNull(record.revokedAtMs),
  };
}

export function viewTimingKey({
  id,
  user,
  label,
  createdAtMs,
  lastUsedAtMs,
}: TimingKeyRecord): TimingKeyView {
  return { id, user, label, createdAt: isoOf(createdAtMs), lastUsedAt: isoOrNull(lastUsedAtMs) };
}

export function viewUser({ id, email, name, role, customRole }: MemberRecord): UserView {
  return { id, email, name, role, customRole: customRole?.name ?? null };
}

/** `current` is the login that asks; null when somebody else looks at the list. */
export function viewLogin(login: LoginSummary, current: LoginSessionId | null): LoginView {
  const { id, userAgent, address, secondFactor } = login;
  return {
    id,
    current: id === current,
    userAgent,
    address,
    secondFactor,
    createdAt: isoOf(login.createdAtMs),
    lastSeenAt: isoOf(login.lastSeenAtMs),
    expiresAt: isoOf(login.expiresAtMs),
  };
}

export function viewApiKey(record: ApiKeyRecord): ApiKeyView {
  const { id, prefix, name, permissions, allowList, lastUsedAddress, rotated } = record;
  return {
    id,
    prefix,
    name,
    permissions,
    allowList,
    createdAt: isoOf(record.createdAtMs),
    expiresAt: isoOrNull(record.expiresAtMs),
    lastUsedAt: isoOrNull(record.lastUsedAtMs),
    lastUsedAddress,
    rotated,
  };
}
