import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATES } from './rateLimitTable.ts';
import type { App } from './types.ts';

interface Limits {
  /** Requests of one key that are worked on at the same time. */
  atOnce: number;
  /** Further ones that wait for their turn; more are refused. */
  waiting: number;
}

interface Line {
  inside: number;
  waiting: (() => void)[];
}

/** Lets so many requests of one key in at a time; the others wait outside, where they cost nobody anything. */
export class Gate {
  readonly #limits: Limits;
  readonly #lines = new Map<string, Line>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Wait for a place; `gone` ends the waiting and gives the place back. Throws `RATE_LIMITED` when too many wait. */
  async enter(key: string, gone: (leave: () => void) => void): Promise<void> {
    const line = this.#lines.get(key) ?? { inside: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.inside < this.#limits.atOnce) {
      line.inside += 1;
      gone(() => this.#leave(key, line));
      return;
    }
    if (line.waiting.length >= this.#limits.waiting)
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 1 });
    await new Promise<void>((resolve) => {
      line.waiting.push(resolve);
      gone(() => {
        const place = line.waiting.indexOf(resolve);
        if (place === -1) return this.#leave(key, line);
        line.waiting.splice(place, 1);
        resolve();
      });
    });
  }

  /** The place goes to the one that waits longest. */
  #leave(key: string, line: Line): void {
    const next = line.waiting.shift();
    if (next === undefined) line.inside -= 1;
    else next();
    if (line.inside === 0) this.#lines.delete(key);
  }
}

/**
 * One partner's requests in the same moment must not stand before everybody else's: by credential before it is looked
 * up, and by partner after it is.
 */
export function installGate(app: App, of: 'credential' | 'tenant'): void {
  const gate = new Gate(GATES[of]);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const key = of === 'tenant' ? request.principal?.tenantId : credentialOf(request);
    if (key !== undefined) await gate.enter(key, (leave) => whenGone(request, reply, leave));
  });
}

/** When the answer is sent, or nobody is there to take it: which may have come to pass while others were asked. */
function whenGone({ raw }: FastifyRequest, reply: FastifyReply, leave: () => void): void {
  if (reply.raw.closed || raw.socket.destroyed) leave();
  else reply.raw.once('close', leave);
}

function credentialOf({ headers }: FastifyRequest): string | undefined {
  return headers.authorization ?? headers['x-api-key']?.toString() ?? headers.cookie;
}
