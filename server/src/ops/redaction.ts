/** Names of what is never written, wherever it stands: `currentPassword` and `x-api-key` as well as `token`. */
const SECRET_NAME =
  /(password|passphrase|secret|token|ticket|authorization|cookie|api-?key|recovery-?codes?|private-?key|claim|response)$/i;

/** Levels that are looked through; what lies deeper is left out, so that nothing can hide there. */
const DEEPEST = 8;

const HIDDEN = '[redacted]';

/** A copy of what goes into a log line without what has the name of a secret. Errors are reduced by `describeError`. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth >= DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      SECRET_NAME.test(name) && each !== null && each !== undefined
        ? HIDDEN
        : withoutSecrets(each, depth + 1),
    ]),
  );
}

/** What of an error helps to find a fault. Everything else that libraries hang on it may hold values of a request. */
const TELLING = [
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
  'address',
  'port',
];

/**
 * An error for the log: what kind, where, and why. PostgreSQL's `detail` has whole rows in it, and an error of a lost
 * connection carries the connection with all its settings.
 */
export function describeError(error: Error, depth = 0): object {
  const { name, message, stack, cause } = error;
  const facts = TELLING.flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : [];
  });
  const under = error instanceof AggregateError ? { errors: withoutSecrets(error.errors, depth + 1) } : {};
  const below = cause instanceof Error && depth < DEEPEST ? { cause: describeError(cause, depth + 1) } : {};
  return { type: name, message, stack, ...Object.fromEntries(facts), ...under, ...below };
}

/** Forms of secrets that may stand inside of longer texts, such as the message of an error, with what is left of them. */
const FORMS: readonly [form: RegExp, left: string][] = [
  [/\b(p88_[A-Za-z0-9]{8})_[A-Za-z0-9]+/g, `$1_${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s/@"\\]*@/gi, `$1:${HIDDEN}@`],
  [/(\/(?:invitation|reset)#)[\w-]+/g, `$1${HIDDEN}`],
  [/(\/(?:display|live\/display)\/\w{3})\w{5}\b/g, '$1…'],
  [/\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9a-f]{64}\b/g, `$1.${HIDDEN}`],
];

/** The last line of defence: a finished log line without what has the form of a secret. */
export function hideForms(line: string): string {
  return FORMS.reduce((text, [form, left]) => text.replace(form, left), line);
}
