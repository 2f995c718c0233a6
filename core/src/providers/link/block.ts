import { FOREIGN_ID_CHARACTERS, ROWS_PER_KEY } from './limits.ts';
import type { Row } from './prepare.ts';

/** What rows can share; '' where a row has none. */
const ID_KEYS: readonly KeyOf[] = [
  ({ record, origin }) => `${origin} ${record.kind} ${record.remoteId}`,
  ({ record, origin }) => {
    const id = record.kind === 'participant' ? record.remoteId : record.participantId;
    return id === '' ? '' : `${origin} ${id}`;
  },
];
const EVIDENCE_KEYS: readonly KeyOf[] = [
  ({ bib }) => bib,
  ({ email }) => email,
  ({ name }) => (name.first.length > 0 && name.last !== '' ? name.all : ''),
  ({ name, birthDate }) => (name.last !== '' && birthDate !== null ? `${name.last} ${birthDate}` : ''),
];
type KeyOf = (row: Row) => string;

/**
 * Pairs of rows that share a key, each once: identifiers, bib, name, last name with birth date, e-mail. Only they are
 * compared, so that the work grows with the rows and not with their square.
 */
export function candidatePairs(rows: readonly Row[]): [Row, Row][] {
  const seen = new Set<number>();
  const pairs: [Row, Row][] = [];
  for (const block of blocksOf(rows)) {
    for (let one = 0; one < block.length; one += 1) {
      for (let other = one + 1; other < block.length; other += 1) {
        const [a, b] = [block[one], block[other]];
        if (a === undefined || b === undefined) continue;
        const pair = a.at * rows.length + b.at;
        if (seen.has(pair)) continue;
        seen.add(pair);
        pairs.push([a, b]);
      }
    }
  }
  return pairs;
}

function blocksOf(rows: readonly Row[]): Row[][] {
  return [
    ...ID_KEYS.flatMap((keyOf) => blocksBy(rows, keyOf)),
    ...foreignBlocks(rows),
    ...EVIDENCE_KEYS.flatMap((keyOf) =>
      blocksBy(rows, keyOf).filter((block) => block.length <= ROWS_PER_KEY),
    ),
  ];
}

function blocksBy(rows: readonly Row[], keyOf: KeyOf): Row[][] {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== '') addTo(blocks, key, row);
  }
  return shared(blocks);
}

/** Rows that carry an identifier of another system, with those that have it. */
function foreignBlocks(rows: readonly Row[]): Row[][] {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    for (const id of row.record.foreignIds) if (id.length >= FOREIGN_ID_CHARACTERS) addTo(blocks, id, row);
  }
  for (const row of rows) {
    const { remoteId, participantId, foreignIds } = row.record;
    for (const id of new Set([remoteId, participantId])) {
      if (blocks.has(id) && !foreignIds.includes(id)) addTo(blocks, id, row);
    }
  }
  // The lower row comes first in a pair.
  return shared(blocks).map((block) => block.sort((a, b) => a.at - b.at));
}

function addTo(blocks: Map<string, Row[]>, key: string, row: Row): void {
  const block = blocks.get(key);
  if (block === undefined) blocks.set(key, [row]);
  else block.push(row);
}

function shared(blocks: ReadonlyMap<string, Row[]>): Row[][] {
  return [...blocks.values()].filter((block) => block.length > 1);
}
