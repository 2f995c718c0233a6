/** The fields whose values differ, as they were and as they are: what an audit entry about a change tells. */
export function differences<T extends object>(before: T, after: T): [before: Partial<T>, after: Partial<T>] {
  const changed = (Object.keys(after) as (keyof T)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const pick = (from: T) => Object.fromEntries(changed.map((key) => [key, from[key]])) as Partial<T>;
  return [pick(before), pick(after)];
}
