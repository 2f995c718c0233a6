import type { AuditFilter } from '@project88/core/contract/audit.ts';
import { stringify } from 'csv-stringify/sync';
import type { AuditRecord } from '../store/audit.ts';
import { readAuditForward } from '../store/audit.ts';
import type { Database } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { AUDIT_LIMITS } from './limits.ts';

/** What is taken out: entries up to `upToSeq` that fit the filter, oldest first, as lines of this format. */
export interface AuditExport {
  filter: AuditFilter;
  upToSeq: number;
  format: 'csv' | 'jsonl';
}

/** A file format: what stands before the first entry, and how entries are written. */
interface Form {
  mediaType: string;
  head: string;
  write(entries: readonly AuditRecord[]): string;
}

const CSV_COLUMNS = [
  'number',
  'at',
  'actor kind',
  'actor id',
  'actor',
  'action',
  'object kind',
  'object id',
  'before',
  'after',
  'address',
  'request id',
  'previous hash',
  'hash',
];

const FORMS: Readonly<Record<AuditExport['format'], Form>> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    // The mark at the beginning makes spreadsheets read the file as UTF-8.
    head: `\ufeff${toCsv([CSV_COLUMNS])}`,
    write: (entries) => toCsv(entries.map(cellsOf)),
  },
  jsonl: {
    mediaType: 'application/jsonl; charset=utf-8',
    head: '',
    write: (entries) => entries.map((entry) => `${JSON.stringify(lineOf(entry))}\n`).join(''),
  },
};

/** The media type of a format, for the header of the answer. */
export function mediaTypeOf(format: AuditExport['format']): string {
  return FORMS[format].mediaType;
}

/**
 * The file, piece by piece. Each piece is read in a transaction of its own, so that a slow receiver holds neither a
 * connection nor memory.
 */
export async function* exportAudit(
  database: Database,
  principal: Principal,
  { filter, upToSeq, format }: AuditExport,
): AsyncGenerator<string> {
  const { head, write } = FORMS[format];
  const most = AUDIT_LIMITS.batchEntries;
  yield head;
  for (let afterSeq = 0; ; ) {
    const range = { afterSeq, upToSeq, most };
    const entries = await database.withTenant(principal, (scope) => readAuditForward(scope, filter, range));
    if (entries.length > 0) yield write(entries);
    if (entries.length < most) return;
    afterSeq = entries.at(-1)?.seq ?? upToSeq;
  }
}

/** Cells that a spreadsheet would take for a formula get a quote mark in front: names in them come from anybody. */
function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

function cellsOf(entry: AuditRecord): (string | number | null)[] {
  return [
    entry.seq,
    isoOf(entry),
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.before,
    entry.after,
    entry.address,
    entry.requestId,
    hex(entry.previousHash),
    hex(entry.hash),
  ];
}

/** The view of the list, with the hash of the entry before: a line that was taken out of the file shows. */
function lineOf(entry: AuditRecord) {
  return { ...viewAudit(entry), previousHash: hex(entry.previousHash) };
}

/** An entry as the contract shows it. */
export function viewAudit(entry: AuditRecord) {
  return {
    seq: entry.seq,
    at: isoOf(entry),
    actor: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
    action: entry.action,
    object: { kind: entry.objectKind, id: entry.objectId },
    before: parsed(entry.before),
    after: parsed(entry.after),
    address: entry.address,
    requestId: entry.requestId,
    hash: hex(entry.hash),
  };
}

function isoOf({ atMs }: AuditRecord): string {
  return new Date(atMs).toISOString();
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
