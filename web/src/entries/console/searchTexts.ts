/**
 * Reads these texts from the search of an address; empty ones, and everything else in it, are dropped. The router takes
 * what somebody typed as `2031` or `true` for a number or a yes.
 */
export function searchTexts<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const given = names.map((name) => [name, textOf(search[name])] as const);
    return Object.fromEntries(given.filter(([, text]) => text !== '')) as Partial<Record<K, string>>;
  };
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
