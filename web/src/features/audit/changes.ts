/** One field that an entry tells about. */
export interface Change {
  /** Where it lies, for example `quotas.users`; empty when the whole is one plain value. */
  field: string;
  /** Text; null when it was not there. */
  before: string | null;
  after: string | null;
  kind: 'added' | 'removed' | 'changed' | 'same';
}

/** The name of a field in words: `loginIdleMinutes` → `login idle minutes`. */
export function fieldWords(field: string): string {
  return field.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}

/** The difference between two JSON values, field by field, in the order in which the fields come. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = fieldsOf(before);
  const fresh = fieldsOf(after);
  return [...new Set([...old.keys(), ...fresh.keys()])].map((field) => {
    const was = old.get(field) ?? null;
    const is = fresh.get(field) ?? null;
    return { field, before: was, after: is, kind: kindOf(was, is) };
  });
}

function kindOf(was: string | null, is: string | null): Change['kind'] {
  if (was === null) return 'added';
  if (is === null) return 'removed';
  return was === is ? 'same' : 'changed';
}

function fieldsOf(value: unknown): Map<string, string> {
  const fields = new Map<string, string>();
  if (value !== null && value !== undefined) collect(value, '', fields);
  return fields;
}

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (!isRecord(value)) {
    into.set(path, textOf(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    collect(inner, path === '' ? key : `${path}.${key}`, into);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
}
