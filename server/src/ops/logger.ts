import pino, { type DestinationStream, type Logger } from 'pino';
import { describeError, hideForms, withoutSecrets } from './redaction.ts';

/**
 * The one logger: JSON lines on standard output, without secrets. Fields are left out by their names and errors reduced
 * to what helps; what has the form of a secret is hidden in the finished line. `to` is for tests.
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    formatters: { log: (fields: object) => withoutSecrets(fields) as Record<string, unknown> },
    serializers: { err: (error: unknown) => (error instanceof Error ? describeError(error) : error) },
    hooks: { streamWrite: hideForms },
  };
  return to === undefined ? pino(options) : pino(options, to);
}
