import type { Sex } from '../vocabulary.ts';
import { faulty, fine, type Outcome } from './outcome.ts';
import { lookUp, plainWord, type WordTable } from './words.ts';

/** 8 is a mixed team, which says nothing about one person. */
const SEX_WORDS = new Map<string, Sex>([
  ...words('M', [
    'm',
    'male',
    'man',
    'men',
    'boy',
    'mann',
    'maennlich',
    'mannlich',
    'h',
    'hombre',
    'homme',
    '1',
  ]),
  ...words('F', ['f', 'w', 'female', 'woman', 'women', 'girl', 'frau', 'weiblich', 'mujer', 'femme', '2']),
  ...words('X', ['x', 'nb', 'non binary', 'nonbinary', 'divers', 'd', 'enby', 'other', '9']),
  ...words('U', [
    'u',
    'unknown',
    'undisclosed',
    'not specified',
    'prefer not to say',
    'coed',
    'co ed',
    'mixed',
  ]),
  ...words('U', ['0', '8']),
]);

/** Sex in the words and numbers of all providers; `table` adds those of one. A word that nobody knows is `U` with an issue. */
export function readSex(value: unknown, table?: WordTable<Sex>): Outcome<Sex> {
  const word = plainWord(value);
  if (word === '') return fine('U');
  const sex = lookUp(table, word) ?? SEX_WORDS.get(word);
  return sex === undefined ? faulty('U', 'value-unknown') : fine(sex);
}

function words(sex: Sex, list: readonly string[]): [string, Sex][] {
  return list.map((word) => [word, sex]);
}
