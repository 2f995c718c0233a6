import pino, { type Logger } from 'pino';

/** Fields that are never written, wherever they stand in a log line. */
const SECRET_FIELDS = [
  'password',
  'secret',
  'token',
  'accessToken',
  'authorization',
  'cookie',
  'apiKey',
  'response',
];

/** The one logger: JSON lines on standard output, without secrets. */
export function createLogger(level: string): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, base: null, redact: { paths, censor: '[redacted]' } });
}
