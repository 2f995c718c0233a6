import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import {
  LOOPBACK,
  newDoorPlace,
  newDoorToken,
  type RotateAnswer,
  removeDoor,
  rotateQuestion,
  writeDoor,
} from './adminDoor.ts';
import { answerRotation } from './answerRotation.ts';
import { ADMIN_LIMITS } from './limits.ts';
import type { Rotation } from './rotation.ts';

export interface AdminServerOptions {
  /** The caller holds its lock: a socket that lies there is left from a killed process. */
  dataDir: string;
  rotation: Rotation;
  log: Logger;
}

/** Answer `p88` at the keyboard of this machine. Answers the function that closes the door. */
export async function startAdminServer({
  dataDir,
  rotation,
  log,
}: AdminServerOptions): Promise<() => Promise<void>> {
  await removeDoor(dataDir);
  const token = newDoorToken();
  const server = createServer((request, response) => {
    handle(request, token, rotation).then(
      ({ status, body }) => end(response, status, body),
      (error: Error) => {
        log.error({ err: error }, 'a question of p88 could not be answered');
        end(response, 500, { failed: `It failed: ${error.message} The log of the server says more.` });
      },
    );
  });
  const at = await listen(server, newDoorPlace(dataDir));
  await writeDoor(dataDir, { at, token });
  return async () => {
    await removeDoor(dataDir);
    server.closeAllConnections();
    server.close();
  };
}

type Place = ReturnType<typeof newDoorPlace>;

async function listen(server: Server, place: Place): Promise<Place> {
  try {
    server.listen(place);
    await once(server, 'listening');
  } catch (error) {
    // Some file systems, such as shared folders of virtual machines, know no sockets.
    if ('path' in place) return listen(server, LOOPBACK);
    throw error;
  }
  const address = server.address();
  if ('path' in place || address === null || typeof address === 'string') return place;
  return { host: place.host, port: address.port };
}

async function handle(
  request: IncomingMessage,
  token: string,
  rotation: Rotation,
): Promise<{ status: number; body: RotateAnswer | object }> {
  const text = await readBody(request);
  if (!isOpenedBy(request, token)) return { status: 401, body: {} };
  if (request.method !== 'POST' || request.url !== '/rotate') return { status: 404, body: {} };
  const question = rotateQuestion.safeParse(text === null ? null : parseJson(text));
  if (!question.success) return { status: 400, body: {} };
  return { status: 200, body: await answerRotation(rotation, question.data.what) };
}

function isOpenedBy({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Null when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > ADMIN_LIMITS.bodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
