import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATES, type GateLimits } from './rateLimitTable.ts';
import type { App } from './types.ts';

interface Line {
  inside: number;
  waiting: (() => void)[];
}

/** Gives the place back; a second call changes nothing. */
type Leave = () => void;

/** Lets so many of one key in at a time; the others wait outside in order, where they cost nobody anything. */
export class Gate {
  readonly #limits: GateLimits;
  readonly #lines = new Map<string, Line>();

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Wait for a place. Throws `RATE_LIMITED` when too many wait. */
  async enter(key: string): Promise<Leave> {
    const line = this.#lines.get(key) ?? { inside: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.inside < this.#limits.atOnce) line.inside += 1;
    else if (line.waiting.length >= this.#limits.waiting)
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 1 });
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    let isInside = true;
    return () => {
      if (isInside) this.#leave(key, line);
      isInside = false;
    };
  }

  /** Do work in a place. */
  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(key);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** The place goes to the one that waits longest. */
  #leave(key: string, line: Line): void {
    const next = line.waiting.shift();
    if (next === undefined) line.inside -= 1;
    else setImmediate(next);
    if (line.inside === 0) this.#lines.delete(key);
  }
}

/**
 * One partner's requests of the same moment must not stand before everybody else's. The place is taken when the body is
 * there and given back when the work has ended, whether somebody still waits for the answer or not: what hangs up must not
 * get round the gate, and what is slow to send or to take must not hold it. Uploads are read while they are worked on, so
 * they have a line of their own. Registered after the caller is recognised.
 */
export function installGate(app: App): void {
  const gates = { upload: new Gate(GATES.upload), other: new Gate(GATES.tenant) };
  app.decorateRequest('leaveGate', null);
  app.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const { principal, routeOptions } = request;
    if (principal === null) return;
    const isUpload = routeOptions.config.rule?.[1] === 'upload';
    const leave = await gates[isUpload ? 'upload' : 'other'].enter(principal.tenantId);
    request.leaveGate = leave;
    if (reply.raw.destroyed) throw new ProblemError('BAD_REQUEST', { reason: 'nobody waits for the answer' });
  });
  app.addHook('onSend', async (request: FastifyRequest, _reply, payload) => {
    request.leaveGate?.();
    return payload;
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while the request has a place at the gate of its partner. */
    leaveGate: Leave | null;
  }
}
