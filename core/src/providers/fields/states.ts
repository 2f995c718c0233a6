import type { EntryState, ResultState } from '../vocabulary.ts';
import { faulty, fine, type Outcome } from './outcome.ts';
import { lookUp, plainWord, type WordTable } from './words.ts';

const RESULT_WORDS: readonly (readonly [ResultState, readonly string[]])[] = [
  ['finished', ['finished', 'finish', 'finisher', 'official', 'ok', 'fin']],
  ['started', ['started', 'running', 'on course', 'in progress']],
  ['not-started', ['notstarted', 'not started', 'registered']],
  [
    'did-not-finish',
    ['dnf', 'did not finish', 'retired', 'abandoned', 'ab', 'drop', 'dropped', 'otl', 'mab'],
  ],
  ['did-not-start', ['dns', 'did not start', 'absent', 'no show']],
  // DNQ: did not qualify; the row is not ranked, like one that is disqualified.
  ['disqualified', ['dq', 'dsq', 'dnq', 'disq', 'disqualified']],
  ['unofficial', ['unofficial', 'uf']],
];
const RESULT_STATE_OF = new Map(RESULT_WORDS.flatMap(([state, words]) => words.map((word) => [word, state])));

const ENTRY_WORDS: readonly (readonly [EntryState, readonly string[]])[] = [
  [
    'registered',
    ['registered', 'active', 'attending', 'checked in', 'confirmed', 'paid', 'complete', 'completed'],
  ],
  [
    'withdrawn',
    ['withdrawn', 'removed', 'cleared', 'cancelled', 'canceled', 'deleted', 'refunded', 'not attending'],
  ],
  ['withdrawn', ['inactive', 'dropped']],
  ['transferred', ['transferred', 'transfer']],
  ['deferred', ['deferred', 'deferral']],
  ['unpaid', ['unpaid', 'pending', 'pending cc', 'awaiting payment']],
];
const ENTRY_STATE_OF = new Map(ENTRY_WORDS.flatMap(([state, words]) => words.map((word) => [word, state])));

/** Where somebody stands in the race; `table` adds words of one provider. Nothing is `unknown`, never DNF. */
export function readResultState(value: unknown, table?: WordTable<ResultState>): Outcome<ResultState> {
  const word = plainWord(value);
  if (word === '') return fine('unknown');
  const state = lookUp(table, word) ?? RESULT_STATE_OF.get(word);
  return state === undefined ? faulty('unknown', 'value-unknown') : fine(state);
}

/** Where a registration stands; nothing is `registered`, since providers list those who are. So is an unknown word, noted. */
export function readEntryState(value: unknown, table?: WordTable<EntryState>): Outcome<EntryState> {
  const word = plainWord(value);
  if (word === '') return fine('registered');
  const state = lookUp(table, word) ?? ENTRY_STATE_OF.get(word);
  return state === undefined ? faulty('registered', 'value-unknown') : fine(state);
}
