const METRES_PER_MILE = 1609.344;

/** What runners call a distance in miles is the road distance beside it, not the number to its last digit. */
const ROAD_MILES = new Map([
  [3.1, 5_000],
  [6.2, 10_000],
  [9.3, 15_000],
  [12.4, 20_000],
  [13.1, 21_098],
  [15.5, 25_000],
  [18.6, 30_000],
  [26.2, 42_195],
  [31.1, 50_000],
  [62.1, 100_000],
]);

/** A capital `M` alone means metres to some and miles to others, so it is none. */
const WITH_UNIT =
  /(\d+(?:[.,]\d+)?)[\s-]*([Kk]ilomet(?:er|re)s?|[Kk][Mm]?s?|[Mm](?:ile(?:s|rs?)?|i|I|ILES?)|[Mm]et(?:er|re)s?|mtrs?|m)(?![\p{Letter}\p{Number}])/gu;
const BARE = /^\d+(?:\.\d+)?$/;
const HALF_MARATHON =
  /\b(half|1\/2|halb|media|semi|mezza)[\s-]*(marathon|maraton|maratona)|\bsemi[\s-]?marathon|\bhalf\b/i;
const MARATHON = /\b(marathon|maraton|maratona)\b/i;
/** Longest course in metres: the longest certified foot race has 3,100 miles. */
const LONGEST_COURSE_M = 5_000_000;

/**
 * The distance that the text of a race tells, in whole metres: `5K`, `3.1 Miles`, `13.1`, `Half Marathon`. Null when it
 * tells none (`12hrs`), or two that differ.
 */
export function distanceMetres(value: unknown): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  if (BARE.test(text)) return ROAD_MILES.get(Number(text)) ?? null;
  const told = [...text.matchAll(WITH_UNIT)].map(([, number = '', unit = '']) =>
    metres(number, unit.toLowerCase()),
  );
  const [first] = told;
  if (first !== undefined) return told.every((other) => isSameCourse(other, first)) ? inRange(first) : null;
  if (HALF_MARATHON.test(text)) return 21_098;
  return MARATHON.test(text) ? 42_195 : null;
}

function metres(number: string, unit: string): number {
  if (unit.startsWith('k')) return Math.round(decimal(number) * 1000);
  if (unit.startsWith('mi'))
    return ROAD_MILES.get(decimal(number)) ?? Math.round(decimal(number) * METRES_PER_MILE);
  // `10,000 m`: in metres a comma before three digits parts thousands.
  return Math.round(/[.,]\d{3}$/.test(number) ? Number(number.replace(/[.,]/, '')) : decimal(number));
}

function decimal(number: string): number {
  return Number(number.replace(',', '.'));
}

/** `50K (31 miles)`: within two per cent people mean one course. */
function isSameCourse(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.02 * Math.max(a, b);
}

function inRange(value: number): number | null {
  return value > 0 && value <= LONGEST_COURSE_M ? value : null;
}
