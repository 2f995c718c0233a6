/** The contract's limit of a short name. */
const SLUG_LIMIT = 40;

/** A short name made from a name: `Harbour Timing Ltd` → `harbour-timing-ltd`; empty when nothing is left of it. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/[\s_-]+/g, '-')
    .slice(0, SLUG_LIMIT)
    .replace(/^-+|-+$/g, '');
}
