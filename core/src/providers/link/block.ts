import { FOREIGN_ID_CHARACTERS, ROWS_PER_KEY } from './limits.ts';
import type { Row } from './prepare.ts';

/**
 * Pairs of rows that share a key, each once: identifiers, bib, name, last name with birth date, e-mail. Only they are
 * compared, so that the work grows with the rows and not with their square.
 */
export function candidatePairs(rows: readonly Row[]): [Row, Row][] {
  const seen = new Set<number>();
  const pairs: [Row, Row][] = [];
  for (const block of [...blocksOf(rows, idKeys(rows)), ...blocksOf(rows, evidenceKeys, ROWS_PER_KEY)]) {
    for (const [at, a] of block.entries()) {
      for (const b of block.slice(at + 1)) {
        const pair = a.at * rows.length + b.at;
        if (seen.has(pair)) continue;
        seen.add(pair);
        pairs.push([a, b]);
      }
    }
  }
  return pairs;
}

function blocksOf(
  rows: readonly Row[],
  keysOf: (row: Row) => string[],
  most = Number.POSITIVE_INFINITY,
): Row[][] {
  const blocks = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [row]);
      else block.push(row);
    }
  }
  return [...blocks.values()].filter((block) => block.length > 1 && block.length <= most);
}

function idKeys(rows: readonly Row[]): (row: Row) => string[] {
  const foreign = new Set(
    rows.flatMap(({ record }) => record.foreignIds.filter((id) => id.length >= FOREIGN_ID_CHARACTERS)),
  );
  return ({ record, origin }) => {
    const registration = record.kind === 'participant' ? record.remoteId : record.participantId;
    const own = [record.remoteId, record.participantId].filter((id) => foreign.has(id));
    return [
      `${record.kind} ${origin} ${record.remoteId}`,
      ...(registration === '' ? [] : [`registration ${origin} ${registration}`]),
      ...[...record.foreignIds.filter((id) => foreign.has(id)), ...own].map((id) => `foreign ${id}`),
    ];
  };
}

function evidenceKeys({ bib, name, email, birthDate }: Row): string[] {
  const keys: string[] = [];
  if (bib !== '') keys.push(`bib ${bib}`);
  if (email !== '') keys.push(`email ${email}`);
  if (name.first.length > 0 && name.last !== '')
    keys.push(`name ${name.all}`, `whole ${name.first.join('')} ${name.last}`);
  if (name.last !== '' && birthDate !== null) keys.push(`born ${name.last} ${birthDate}`);
  return keys;
}
