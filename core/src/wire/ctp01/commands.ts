import type { AuthenticationMode } from './authentication.ts';

/** One `key=value` of the opening answer. */
export type Setting = readonly [key: string, value: string];

const LINE_END = '\r\n';

/**
 * The settings that this server needs from the client. Without `stream-mode=push` nothing is sent, without
 * `time-format=iso` times carry no date, and `newlocations` makes the client tell its locations unasked.
 */
export function openingSettings(authentication: AuthenticationMode, seed: string): Setting[] {
  const needsSeed = authentication !== 'none' && authentication !== 'plaintext';
  return [
    ['location', 'multi'],
    ['guntimes', 'true'],
    ['newlocations', 'true'],
    ['authentication', authentication],
    ...(needsSeed ? [['authentication-seed', seed] as const] : []),
    ['stream-mode', 'push'],
    ['time-format', 'iso'],
  ];
}

/**
 * Our part of the greeting, to be sent in one write: `name~version~N` and N settings. N is counted here, because a
 * wrong one silently loses settings or makes the client take later commands for settings.
 */
export function openingAnswer(name: string, version: string, settings: readonly Setting[]): string {
  const lines = settings.map(([key, value]) => `${argument(key)}=${argument(value)}${LINE_END}`);
  return command(name, version, String(settings.length)) + lines.join('');
}

/** Ask for rows: of all locations, of one, or of one from a sequence number on (which is included). */
export function startCommand(wireLocation?: string, fromSeq?: number): string {
  if (wireLocation === undefined) return command('start');
  if (fromSeq === undefined) return command('start', wireLocation);
  if (!Number.isInteger(fromSeq) || fromSeq < 1) throw new RangeError(`not a sequence number: ${fromSeq}`);
  return command('start', wireLocation, String(fromSeq));
}

/** Ask to end the rows of one location, or of all. A later `start` begins at 1 again. */
export function stopCommand(wireLocation?: string): string {
  return wireLocation === undefined ? command('stop') : command('stop', wireLocation);
}

/** Commands without arguments, as they go on the wire. */
export const PING = command('ping');
export const GET_EVENT_INFO = command('geteventinfo');
export const GET_LOCATIONS = command('getlocations');
export const GET_CONNECTION_ID = command('getconnectionid');
export const ACK_PING = command('ack', 'ping');
export const ACK_AUTHORIZE = command('ack', 'authorize');

/** Refuse a sign-in: the client leaves and comes back after about a second. */
export function refuseAuthorize(reason: string): string {
  return command('err', 'authorize', reason);
}

function command(...words: string[]): string {
  return words.map(argument).join('~') + LINE_END;
}

/** Words of a command cannot hold what ends words, and an empty line makes the client leave. A broken assumption. */
function argument(text: string): string {
  if (text === '' || /[\r\n\0~]/.test(text))
    throw new RangeError(`not a word of a command: ${JSON.stringify(text)}`);
  return text;
}
