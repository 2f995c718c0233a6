import { screenKey } from '@project88/core/contract/program.ts';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { LATENCY_SAMPLES_PER_BEAT } from './limits.ts';

/** What a screen may say. Anything else is ignored: an old or a broken screen must not be able to do harm. */
const screenMessage = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    v: z.number(),
    rev: z.number().nullable(),
    key: screenKey,
    widthPx: z.number().int().min(0).max(100_000),
    heightPx: z.number().int().min(0).max(100_000),
    page: z.string().max(100),
    cached: z.boolean(),
  }),
  z.object({ t: z.literal('resync') }),
  z.object({ t: z.literal('time'), sentMs: z.number() }),
  z.object({
    t: z.literal('beat'),
    rev: z.number(),
    fps: z.number(),
    lateMs: z.number().nullable(),
    readMs: z.array(z.number()).max(2 * LATENCY_SAMPLES_PER_BEAT),
  }),
]);

/** What a console may say. */
const consoleMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('watch'), displaySessionId: z.uuid().nullable(), timing: z.boolean() }),
  z.object({
    t: z.literal('at-template'),
    templateId: z.uuid().nullable(),
    edits: z.boolean(),
    takeOver: z.boolean().default(false),
  }),
]);
export type ConsoleMessage = z.infer<typeof consoleMessage>;

/** Call `take` for every message of the socket that is well-formed. */
function onMessage<T>(socket: WebSocket, schema: z.ZodType<T>, take: (message: T) => void): void {
  socket.on('message', (data, isBinary) => {
    if (isBinary) return;
    const parsed = schema.safeParse(parseJson(String(data)));
    if (parsed.success) take(parsed.data);
  });
}

export function onScreenMessage(
  socket: WebSocket,
  take: (message: z.infer<typeof screenMessage>) => void,
): void {
  onMessage(socket, screenMessage, take);
}

export function onConsoleMessage(socket: WebSocket, take: (message: ConsoleMessage) => void): void {
  onMessage(socket, consoleMessage, take);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
