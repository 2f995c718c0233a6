/**
 * Which of our identifiers each cluster has. Clusters come and go as rows arrive, join and are parted again; an
 * identifier that was given stays with the people it was given for.
 *
 * `known` tells the identifier that a row had before. The oldest goes first (identifiers made later sort later), to the
 * cluster with most of its rows, so that of several that join the oldest stays, and of one that is split the larger part
 * keeps it. `make` gives a new one.
 */
export function identify(
  clusters: readonly (readonly string[])[],
  known: ReadonlyMap<string, string>,
  make: () => string,
): { id: string; keys: readonly string[] }[] {
  const inOrder = [...clusters].sort(byFirstKey);
  const idOf = assign(inOrder, known);
  return inOrder.map((keys) => ({ id: idOf.get(keys) ?? make(), keys }));
}

type Keys = readonly string[];

function assign(clusters: readonly Keys[], known: ReadonlyMap<string, string>): Map<Keys, string> {
  const idOf = new Map<Keys, string>();
  for (const [id, claims] of [...claimsOf(clusters, known)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const free = [...claims].filter(([keys]) => !idOf.has(keys));
    const [winner] = free.sort(([keysA, rowsA], [keysB, rowsB]) => rowsB - rowsA || byFirstKey(keysA, keysB));
    if (winner !== undefined) idOf.set(winner[0], id);
  }
  return idOf;
}

/** Of every identifier the clusters that have rows of it, and how many. */
function claimsOf(
  clusters: readonly Keys[],
  known: ReadonlyMap<string, string>,
): Map<string, Map<Keys, number>> {
  const claims = new Map<string, Map<Keys, number>>();
  for (const keys of clusters) {
    for (const key of keys) {
      const id = known.get(key);
      if (id === undefined) continue;
      const rows = claims.get(id) ?? new Map<Keys, number>();
      claims.set(id, rows.set(keys, (rows.get(keys) ?? 0) + 1));
    }
  }
  return claims;
}

function byFirstKey(a: Keys, b: Keys): number {
  const [one = '', other = ''] = [a[0], b[0]];
  return one < other ? -1 : Number(one > other);
}
