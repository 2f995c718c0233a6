/** Reads these texts from the search of an address; empty ones, and everything else in it, are dropped. */
export function searchTexts<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const given = names.filter((name) => typeof search[name] === 'string' && search[name] !== '');
    return Object.fromEntries(given.map((name) => [name, search[name]])) as Partial<Record<K, string>>;
  };
}
