/** The rows of a list that a request asks for with `limit` and `cursor`, as the server pages them. */
export function pageOf<T>(
  items: readonly T[],
  query: URLSearchParams,
): { items: T[]; nextCursor: string | null } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 100);
  return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null };
}
