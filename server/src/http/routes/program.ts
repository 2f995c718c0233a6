import {
  calledBody,
  freezeBody,
  operatorCommand,
  programView,
  takeBody,
} from '@project88/core/contract/program.ts';
import { z } from 'zod';
import { differences } from '../../audit/differences.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { displaySessionIdOf, displaySessionObject } from '../displaySession.ts';
import { idParams } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'On air';

/**
 * What operators decide about what is on air. Screens obey at once and without the database; what was done is kept and
 * written down as soon as it can be.
 */
export function programRoutes(app: App, parts: HttpParts): void {
  for (const route of [read, take, command, call, freeze]) route(app, parts);
}

function read(app: App, { hub }: HttpParts): void {
  const words = { tag, summary: 'What is on air, and the number to name when changing it' };
  const schema = { ...described(words, { 200: programView }, 404), params: idParams };
  app.get('/api/sessions/:id/program', { schema }, async (request) =>
    hub.program(principalOf(request).tenantId, displaySessionIdOf(request)),
  );
}

function take(app: App, { hub, lateAudit }: HttpParts): void {
  const words = {
    tag,
    summary: 'Put a template, a message, a playlist or nothing on air',
    description:
      'Names the revision that was seen. When somebody else changed it meanwhile, the answer is PROGRAM_CHANGED with ' +
      'what is on air now, and nothing changes. `resting: true` alone is the panic key and works with any revision.',
  };
  const schema = { ...described(words, { 200: programView }, 404, 409), params: idParams, body: takeBody };
  app.post('/api/sessions/:id/program', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const taken = await hub.take(principal.tenantId, id, request.body);
    const [before, after] = differences(taken.before, taken.after);
    lateAudit.add(principal, { action: 'on-air.changed', object: displaySessionObject(id), before, after });
    return taken.after;
  });
}

function command(app: App, { hub, lateAudit }: HttpParts): void {
  const words = {
    tag,
    summary: 'Hold or resume the queue, bring on the next, the previous or a card, skip one, clear',
  };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams, body: operatorCommand };
  app.post('/api/sessions/:id/command', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const { action, cardId } = request.body;
    await hub.command(principal.tenantId, id, request.body);
    const after = { command: action, ...(cardId !== undefined && { cardId }) };
    lateAudit.add(principal, { action: 'on-air.command', object: displaySessionObject(id), after });
    return reply.code(204).send(null);
  });
}

function call(app: App, { hub }: HttpParts): void {
  const words = { tag, summary: 'Tick a card as called, or take that back; all announcers see it' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams, body: calledBody };
  app.post('/api/sessions/:id/called', { schema }, async (request, reply) => {
    const { cardId, called } = request.body;
    await hub.call(principalOf(request).tenantId, displaySessionIdOf(request), cardId, called);
    return reply.code(204).send(null);
  });
}

function freeze(app: App, { hub, lateAudit }: HttpParts): void {
  const words = {
    tag,
    summary: 'Freeze the screens: no page takes a newer version of itself; or let them go',
  };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams, body: freezeBody };
  app.post('/api/sessions/:id/freeze', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const { frozen } = request.body;
    if (await hub.freeze(principal.tenantId, id, frozen)) {
      const object = displaySessionObject(id);
      lateAudit.add(principal, {
        action: 'on-air.frozen',
        object,
        before: { frozen: !frozen },
        after: { frozen },
      });
    }
    return reply.code(204).send(null);
  });
}
