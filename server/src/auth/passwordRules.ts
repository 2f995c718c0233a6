import { ProblemError } from '@project88/core/contract/errors.ts';
import { PASSWORD_LIMITS } from './passwordLimits.ts';

/** Whose password it is: what a person who knows them would try first. */
export interface PasswordFacts {
  email: string;
  name: string;
  /** Name of their timing partner. */
  partner: string;
}

/**
 * Check a password that somebody chooses, in the spirit of NIST SP 800-63B: long enough, not known from a breach, not
 * built from what everybody knows about its owner; no rules about which kinds of letters. Asks nobody outside. Throws
 * `PASSWORD_WEAK` with a sentence that says what to do.
 */
export async function checkPassword(password: string, facts: PasswordFacts): Promise<void> {
  const { leastCharacters, mostCharacters, leastOwnCharacters } = PASSWORD_LIMITS;
  const folded = fold(password);
  const length = [...password.normalize('NFKC')].length;
  if (length < leastCharacters) {
    refuse(
      `Take at least ${leastCharacters} characters. Three or four words that do not belong together are good.`,
    );
  }
  if ([...password].length > mostCharacters) refuse(`Take at most ${mostCharacters} characters.`);
  if (countWithoutRuns(folded) < leastOwnCharacters) {
    refuse('This is one letter or one row of keys again and again. Take words that do not belong together.');
  }
  if ([...withoutWords(folded, wordsOf(facts))].length < leastOwnCharacters) {
    refuse('This is made of your name, your address, your partner’s or our name. Take other words.');
  }
  const known = await knownPasswords();
  if (coresOf(folded).some((core) => known.has(core))) {
    refuse(
      'This password is on the lists that attackers try first, perhaps with digits added. Take another one.',
    );
  }
}

function refuse(reason: string): never {
  throw new ProblemError('PASSWORD_WEAK', { reason });
}

let list: Promise<ReadonlySet<string>> | undefined;

/** About 49,000 passwords from breaches, most used first, in lower case. Read when it is needed first. */
function knownPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return list;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The password as it is and as people dress it up: digits and marks around it, letters as digits, said twice. */
function coresOf(folded: string): string[] {
  const plain = [folded, folded.replace(/[\s._-]+/gu, '')];
  const bare = plain.flatMap((text) => [text, text.replace(/[^\p{L}]+$/u, ''), trimMarks(text)]);
  const spelled = bare.flatMap((text) => [text, undress(text), trimMarks(undress(text))]);
  return [...new Set(spelled.flatMap((text) => [text, unitOf(text)]))].filter((text) => text !== '');
}

function trimMarks(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

const DRESSED: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Letters for the digits and marks that people write instead of them. Those at the end are an addition, no letters. */
function undress(text: string): string {
  const body = text.replace(/[^\p{L}]+$/u, '');
  return body.replace(/[013457@$!]/g, (mark) => DRESSED[mark] ?? mark);
}

/** `footballfootball` is `football`. */
function unitOf(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return text.slice(0, period);
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];

/** How many characters are left when each run (`aaaa`, `3456`, `fedc`, `asdf`) counts as two. */
function countWithoutRuns(text: string): number {
  const characters = [...text];
  return characters.filter((_, at) => at < 2 || !continues(characters.slice(at - 2, at + 1))).length;
}

/** True when the third character goes on as the first two began. */
function continues([first = '', second = '', third = '']: string[]): boolean {
  if (first === second) return second === third;
  return ROWS.some((row) => {
    const step = row.indexOf(second) - row.indexOf(first);
    const inRow = row.includes(first) && row.includes(second) && row.includes(third);
    return inRow && Math.abs(step) === 1 && row.indexOf(third) - row.indexOf(second) === step;
  });
}

const OUR_WORDS = ['project88', 'project', 'timing', 'password'];

/** What a person's address, name and partner consist of, the longest first. */
function wordsOf({ email, name, partner }: PasswordFacts): string[] {
  const texts = [email, email.split('@', 1)[0] ?? '', name, partner, name.replace(/\s+/gu, '')];
  const words = [...texts, ...texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)), ...OUR_WORDS].map(fold);
  return words
    .filter((word) => [...word].length >= PASSWORD_LIMITS.leastWordCharacters)
    .sort((a, b) => b.length - a.length);
}

function withoutWords(folded: string, words: readonly string[]): string {
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), folded);
  // What is added to a name is a date, a year or a row of marks.
  return rest.replace(/[\p{P}\p{Z}]+/gu, '').replace(/^\d{1,8}$/, '');
}
