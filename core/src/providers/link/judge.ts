import { compareBirthDates, compareFirst, compareLast, isSameFullName, type Likeness } from './compare.ts';
import { AGE_SLACK_YEARS, FOREIGN_ID_CHARACTERS } from './limits.ts';
import type { LinkMethod, ReviewReason } from './methods.ts';
import type { Row } from './prepare.ts';

/** What two rows by themselves say about being one: all reasons for it, or a question. */
export type Judgement = { links: readonly LinkMethod[] } | { review: ReviewReason } | null;

/**
 * Rows that cannot be one whatever they hold: two registrations of one provider (twins, shared buyers and legs of a relay
 * look alike), and results that name different registrations.
 */
export function isApart(a: Row, b: Row): boolean {
  if (a.origin !== b.origin) return false;
  const [idA, idB] = [registrationId(a), registrationId(b)];
  if (idA !== '' && idB !== '') return idA !== idB;
  return a.record.kind === b.record.kind && a.record.remoteId !== b.record.remoteId;
}

/** Birth dates or sexes that contradict each other. */
export function isVetoed(a: Row, b: Row): boolean {
  const isOtherSex = isBinary(a) && isBinary(b) && a.sex !== b.sex;
  return isOtherSex || compareBirthDates(a.birthDate, b.birthDate) === 'different';
}

/**
 * All reasons for two rows to be one; null when there is none. Not the strongest alone: what many rows share leads
 * nowhere, and then a weaker one tells them apart.
 */
export function judge(a: Row, b: Row): Judgement {
  if (isApart(a, b)) return null;
  if (isSameId(a, b)) return { links: ['same-id'] };
  const likeness = compare(a, b);
  const isForeign = isForeignId(a, b);
  if (isForeign && isOtherName(likeness)) return { review: 'contradiction' };
  const links = isSameRace(a, b) ? [...linksByBib(a, b, likeness), ...linksByIdentity(a, b, likeness)] : [];
  if (isForeign) return { links: ['foreign-id', ...links] };
  if (!isSameRace(a, b)) return null;
  if (isVetoed(a, b)) return contradiction(links, likeness);
  if (links.length > 0) return { links };
  return likeness.bib === 'same' ? { review: 'bib-and-other-name' } : weakReview(likeness);
}

interface Pair {
  bib: Likeness;
  first: Likeness;
  last: Likeness;
  isFullName: boolean;
  birthDate: Likeness;
  age: Likeness;
  isSameEmail: boolean;
}

function compare(a: Row, b: Row): Pair {
  return {
    bib: a.bib === '' || b.bib === '' ? 'unknown' : a.bib === b.bib ? 'same' : 'different',
    first: compareFirst(a.name, b.name),
    last: compareLast(a.name, b.name),
    isFullName: isSameFullName(a.name, b.name),
    birthDate: compareBirthDates(a.birthDate, b.birthDate),
    age: compareAges(a.age, b.age),
    isSameEmail: a.email !== '' && a.email === b.email,
  };
}

function compareAges(a: number | null, b: number | null): Likeness {
  if (a === null || b === null) return 'unknown';
  return Math.abs(a - b) <= AGE_SLACK_YEARS ? 'same' : 'different';
}

function linksByBib(a: Row, b: Row, pair: Pair): LinkMethod[] {
  // Another first name is another leg of the relay, though it be the same family.
  if (pair.bib !== 'same' || (pair.first === 'different' && !pair.isFullName)) return [];
  const own: LinkMethod[] = a.origin === b.origin ? ['own-bib'] : [];
  if (pair.isFullName) return ['bib-and-name', ...own];
  if (pair.last === 'same') return ['bib-and-last-name', ...own];
  if (pair.last === 'different') return own;
  return [isSameSex(a, b) && pair.age === 'same' ? 'bib-sex-and-age' : 'bib-alone', ...own];
}

function linksByIdentity(a: Row, b: Row, pair: Pair): LinkMethod[] {
  const links: LinkMethod[] = [];
  if (pair.birthDate === 'same') {
    if (pair.isFullName) links.push('name-and-birth-date');
    if (pair.isSameEmail && pair.first !== 'different') links.push('email-and-birth-date');
    if (pair.last === 'same' && pair.first === 'near') links.push('short-name-and-birth-date');
  }
  // From here on a different bib or age outweighs: father and son share a name, and often an address.
  if (pair.bib === 'different' || pair.age === 'different') return links;
  if (pair.isSameEmail && pair.first === 'same') links.push('email-and-first-name');
  const isHere = pair.isFullName && isSameSex(a, b) && pair.age === 'same' && isSamePlace(a, b);
  return isHere ? [...links, 'name-age-and-place'] : links;
}

/** Reasons that are worth a question although something vetoes. */
const STRONG: readonly LinkMethod[] = ['bib-and-name', 'bib-and-last-name', 'name-and-birth-date'];

/** What a veto makes of reasons to join. */
function contradiction(links: readonly LinkMethod[], pair: Pair): Judgement {
  if (links.some((link) => STRONG.includes(link))) return { review: 'contradiction' };
  return pair.bib === 'same' ? { review: 'bib-and-other-name' } : null;
}

function weakReview(pair: Pair): Judgement {
  const isAgainst = pair.bib === 'different' || pair.age === 'different';
  return pair.isFullName && !isAgainst ? { review: 'name-alone' } : null;
}

function isSameId(a: Row, b: Row): boolean {
  if (a.origin !== b.origin) return false;
  const id = registrationId(a);
  if (id !== '' && id === registrationId(b)) return true;
  return a.record.kind === b.record.kind && a.record.remoteId === b.record.remoteId;
}

/** The registration that a row is, or that it names. */
function registrationId({ record }: Row): string {
  return record.kind === 'participant' ? record.remoteId : record.participantId;
}

function isForeignId(a: Row, b: Row): boolean {
  if (a.origin === b.origin) return false;
  const isKnown = (id: string) => id.length >= FOREIGN_ID_CHARACTERS;
  const mine = a.record.foreignIds.filter(isKnown);
  const theirs = b.record.foreignIds.filter(isKnown);
  return mine.some((id) => theirs.includes(id) || isOwnId(b, id)) || theirs.some((id) => isOwnId(a, id));
}

function isOwnId({ record }: Row, id: string): boolean {
  return record.remoteId === id || record.participantId === id;
}

function isOtherName({ first, last, isFullName }: Pick<Pair, 'first' | 'last' | 'isFullName'>): boolean {
  return !isFullName && first === 'different' && last === 'different';
}

function isSameRace(a: Row, b: Row): boolean {
  return a.record.raceId === b.record.raceId || a.record.raceId === '' || b.record.raceId === '';
}

/** A word in common is enough: one provider knows the city, another only the region. */
function isSamePlace(a: Row, b: Row): boolean {
  return a.place.some((word) => b.place.includes(word));
}

function isSameSex(a: Row, b: Row): boolean {
  return a.sex !== 'U' && a.sex === b.sex;
}

/** Providers that know no X write M or F, so that X contradicts neither. */
function isBinary({ sex }: Row): boolean {
  return sex === 'M' || sex === 'F';
}
