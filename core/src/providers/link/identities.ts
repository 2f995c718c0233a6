/**
 * Which of our identifiers each cluster has. Clusters come and go as rows arrive, join and are parted again; an
 * identifier that was given stays with the people it was given for.
 *
 * `known` tells the identifier that a row had before. A cluster takes the oldest among its rows (identifiers made later
 * sort later). When one was split, the part with the row whose key comes first keeps it. `make` gives a new one.
 */
export function identify(
  clusters: readonly (readonly string[])[],
  known: ReadonlyMap<string, string>,
  make: () => string,
): { id: string; keys: readonly string[] }[] {
  const taken = new Set<string>();
  const inOrder = [...clusters].sort(byFirstKey);
  const found = inOrder.map((keys) => {
    const id = [...new Set(keys.map((key) => known.get(key)))]
      .filter((candidate) => candidate !== undefined && !taken.has(candidate))
      .sort()[0];
    if (id !== undefined) taken.add(id);
    return { id, keys };
  });
  return found.map(({ id, keys }) => ({ id: id ?? make(), keys }));
}

function byFirstKey(a: readonly string[], b: readonly string[]): number {
  const [one = '', other = ''] = [a[0], b[0]];
  return one < other ? -1 : Number(one > other);
}
