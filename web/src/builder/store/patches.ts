/** One place of a document and what stands there; without a value the place is removed. */
export interface Patch {
  path: (string | number)[];
  value?: unknown;
}

/**
 * The patches that make `to` of `from`. Parts that are the very same object are not looked into, so after a drag of one
 * block this costs almost nothing. Lists whose members have come, gone or changed places are taken as a whole.
 */
export function difference(from: unknown, to: unknown, path: (string | number)[] = []): Patch[] {
  if (Object.is(from, to)) return [];
  if (Array.isArray(from) && Array.isArray(to)) {
    if (!sameMembers(from, to)) return [{ path, value: to }];
    return to.flatMap((each, index) => difference(from[index], each, [...path, index]));
  }
  if (!isPlain(from) || !isPlain(to)) return [{ path, value: to }];
  const gone = Object.keys(from).filter((key) => from[key] !== undefined && to[key] === undefined);
  const kept = Object.keys(to).filter((key) => to[key] !== undefined);
  return [
    ...gone.map((key) => ({ path: [...path, key] })),
    ...kept.flatMap((key) => difference(from[key], to[key], [...path, key])),
  ];
}

/** The value with its patches. What is not on a patch's way stays the very same object. */
export function patched<T>(value: T, patches: readonly Patch[]): T {
  return patches.reduce<unknown>((result, patch) => patchedAt(result, patch.path, patch), value) as T;
}

function patchedAt(value: unknown, [key, ...rest]: (string | number)[], patch: Patch): unknown {
  if (key === undefined) return patch.value;
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === key ? patchedAt(each, rest, patch) : each));
  }
  const before = isPlain(value) ? value : {};
  if (rest.length === 0 && !('value' in patch)) {
    const { [key]: _gone, ...others } = before;
    return others;
  }
  return { ...before, [key]: patchedAt(before[key], rest, patch) };
}

function sameMembers(from: readonly unknown[], to: readonly unknown[]): boolean {
  if (from.length !== to.length) return false;
  return to.every((each, index) => idOf(each) === idOf(from[index]));
}

function idOf(value: unknown): unknown {
  return isPlain(value) ? value.id : undefined;
}

function isPlain(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two JSON values say the same. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => sameJson(each, other[index]));
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameJson(one[key], other[key]));
}
