import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { z } from 'zod';
import { dataPaths } from '../config.ts';
import { ADMIN_LIMITS } from './limits.ts';
import { ROTATABLE } from './rotation.ts';

/**
 * The way from `p88` at the keyboard to the server that runs on the same data folder: a unix socket, or loopback where
 * there is none. Where it is and the word that opens it stand in a file that only its owner may read.
 */
const adminDoor = z.object({
  at: z.union([z.object({ path: z.string() }), z.object({ host: z.string(), port: z.number() })]),
  token: z.string(),
});
export type AdminDoor = z.infer<typeof adminDoor>;

/** What can be asked; each question is `POST /<name>` with JSON. */
export const rotateQuestion = z.object({ what: z.enum(ROTATABLE) });
/** `refused`: it cannot be done in this installation; `failed`: it should have worked. Each is a sentence. */
const rotateAnswer = z.union([
  z.object({ done: z.string() }),
  z.object({ refused: z.string() }),
  z.object({ failed: z.string() }),
]);
export type RotateAnswer = z.infer<typeof rotateAnswer>;

/** The server could not be asked or did not answer in our form. */
export class AdminDoorError extends Error {}

export const LOOPBACK = { host: '127.0.0.1', port: 0 };

/** Where a door for this data folder is to be made. */
export function newDoorPlace(dataDir: string): { path: string } | { host: string; port: number } {
  const path = dataPaths(dataDir).adminSocket;
  const hasSockets = process.platform !== 'win32' && Buffer.byteLength(path) <= ADMIN_LIMITS.socketPathBytes;
  return hasSockets ? { path } : LOOPBACK;
}

export const newDoorToken = (): string => randomBytes(32).toString('base64url');

/** Tell where the door is. */
export async function writeDoor(dataDir: string, door: AdminDoor): Promise<void> {
  const path = dataPaths(dataDir).adminDoor;
  if ('path' in door.at) await chmod(door.at.path, 0o600);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(JSON.stringify(door));
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

export async function removeDoor(dataDir: string): Promise<void> {
  const { adminDoor: file, adminSocket } = dataPaths(dataDir);
  await Promise.all([file, adminSocket].map((path) => rm(path, { force: true })));
}

/** The door of the server that runs on this data folder; null when none does. */
async function readDoor(dataDir: string): Promise<AdminDoor | null> {
  const text = await readFile(dataPaths(dataDir).adminDoor, 'utf8').catch(() => null);
  if (text === null) return null;
  const door = adminDoor.safeParse(JSON.parse(text));
  return door.success ? door.data : null;
}

/** Ask the running server to exchange a secret. Null: no server runs here. Throws `AdminDoorError`. */
export async function askToRotate(
  dataDir: string,
  what: z.infer<typeof rotateQuestion>['what'],
): Promise<RotateAnswer | null> {
  const door = await readDoor(dataDir);
  if (door === null) return null;
  const answer = await ask(door, 'rotate', { what });
  return answer === null ? null : rotateAnswer.parse(answer);
}

/** Null when nobody listens: the file is left from a server that was killed. */
async function ask({ at, token }: AdminDoor, name: string, question: object): Promise<unknown> {
  const body = JSON.stringify(question);
  const where = 'path' in at ? { socketPath: at.path } : at;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const asked = request({ ...where, method: 'POST', path: `/${name}`, headers });
  asked.setTimeout(ADMIN_LIMITS.answerMs, () => asked.destroy(new AdminDoorError('no answer')));
  asked.end(body);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve).once('error', reject);
    });
    const text = Buffer.concat(await response.toArray()).toString('utf8');
    const isAnswer = response.statusCode === 200 || response.statusCode === 500;
    if (!isAnswer) throw new AdminDoorError(`The server refuses the question with ${response.statusCode}.`);
    return JSON.parse(text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return null;
    throw error;
  }
}
