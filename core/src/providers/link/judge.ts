import { compareBirthDates, compareFirst, compareLast, isSameFullName, type Likeness } from './compare.ts';
import { AGE_SLACK_YEARS, FOREIGN_ID_CHARACTERS } from './limits.ts';
import type { LinkMethod, ReviewReason } from './methods.ts';
import type { Row } from './prepare.ts';

/** What two rows by themselves say about being one. */
export type Judgement = { link: LinkMethod } | { review: ReviewReason } | null;

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

/** The strongest reason for two rows to be one; null when there is none. */
export function judge(a: Row, b: Row): Judgement {
  if (isApart(a, b)) return null;
  if (isSameId(a, b)) return { link: 'same-id' };
  const likeness = compare(a, b);
  if (isForeignId(a, b)) return isOtherName(likeness) ? { review: 'contradiction' } : { link: 'foreign-id' };
  if (!isSameRace(a, b)) return null;
  const link = linkByBib(a, b, likeness) ?? linkByIdentity(a, b, likeness);
  if (isVetoed(a, b)) return contradiction(link, likeness);
  if (link !== null) return { link };
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

function linkByBib(a: Row, b: Row, pair: Pair): LinkMethod | null {
  if (pair.bib !== 'same' || isOtherName(pair)) return null;
  if (a.origin === b.origin) return 'own-bib';
  if (pair.isFullName) return 'bib-and-name';
  if (pair.first === 'different') return null;
  if (pair.last === 'same') return 'bib-and-last-name';
  if (pair.last === 'different') return null;
  return isBinary(a) && a.sex === b.sex && pair.age === 'same' ? 'bib-sex-and-age' : 'bib-alone';
}

function linkByIdentity(a: Row, b: Row, pair: Pair): LinkMethod | null {
  const isBorn = pair.birthDate === 'same';
  if (pair.isFullName && isBorn) return 'name-and-birth-date';
  if (pair.isSameEmail && isBorn && pair.first !== 'different') return 'email-and-birth-date';
  if (pair.last === 'same' && pair.first === 'near' && isBorn) return 'short-name-and-birth-date';
  // From here on a different bib or age outweighs: father and son share a name, and often an address.
  if (pair.bib === 'different' || pair.age === 'different') return null;
  if (pair.isSameEmail && pair.first === 'same') return 'email-and-first-name';
  const isSameSex = a.sex !== 'U' && a.sex === b.sex;
  const isHere = pair.isFullName && isSameSex && pair.age === 'same' && isSamePlace(a, b);
  return isHere ? 'name-age-and-place' : null;
}

/** What a veto makes of a reason to join. */
function contradiction(link: LinkMethod | null, pair: Pair): Judgement {
  if (link === 'bib-and-name' || link === 'bib-and-last-name' || link === 'name-and-birth-date') {
    return { review: 'contradiction' };
  }
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

/** Providers that know no X write M or F, so that X contradicts neither. */
function isBinary({ sex }: Row): boolean {
  return sex === 'M' || sex === 'F';
}
