import { dataPaths } from '../config.ts';
import { canSignIn, changePassword, freshPassword } from '../tenancy/changePassword.ts';
import { ADMIN } from './initialise.ts';
import { type PlaceRecord, readPlace, writePlace } from './place.ts';
import { LOOPBACK } from './postmaster.ts';
import { isServerOf, readServerState } from './stateFile.ts';

/** Superuser URL of the maintenance database of an embedded server. */
export function adminUrlOf(password: string, port: number): string {
  return `postgres://${ADMIN}:${password}@${LOOPBACK}:${port}/postgres`;
}

/** Give the superuser a new password: on disk first, then in the database. Answers the new record. */
export async function exchangeAdminPassword(
  home: string,
  place: PlaceRecord,
  port: number,
): Promise<PlaceRecord> {
  const known = await settleAdminPassword(home, (await readPlace(home)) ?? place, port);
  const next = freshPassword();
  await writePlace(home, { ...known, nextAdminPassword: next });
  await changePassword(adminUrlOf(known.adminPassword, port), null, next);
  return keep(home, known, next);
}

/** Find out which password the database knows after an exchange was interrupted, and keep that one. */
export async function settleAdminPassword(
  home: string,
  place: PlaceRecord,
  port: number,
): Promise<PlaceRecord> {
  const { nextAdminPassword: next, adminPassword } = place;
  if (next === undefined) return place;
  return keep(home, place, (await canSignIn(adminUrlOf(next, port))) ? next : adminPassword);
}

async function keep(home: string, place: PlaceRecord, adminPassword: string): Promise<PlaceRecord> {
  const { nextAdminPassword: _, ...rest } = place;
  const record = { ...rest, adminPassword };
  await writePlace(home, record);
  return record;
}

/** Superuser URL of the server that now runs on a data folder, started by another process; null when none runs. */
export async function findRunningEmbedded(dataDir: string): Promise<string | null> {
  const place = await readPlace(dataPaths(dataDir).database);
  if (place === null) return null;
  const state = await readServerState(place.cluster);
  if (state === null || state.status !== 'ready' || !(await isServerOf(place.cluster, state.pid)))
    return null;
  const { adminPassword, nextAdminPassword: next } = place;
  if (next !== undefined && (await canSignIn(adminUrlOf(next, state.port))))
    return adminUrlOf(next, state.port);
  return adminUrlOf(adminPassword, state.port);
}
