import { type NameKey, nameKey, nameWords } from './compare.ts';
import { type LinkRecord, originOf } from './record.ts';

/** A row with what is compared, computed once. */
export interface Row {
  readonly record: LinkRecord;
  /** Its position among all rows in the order of their keys. */
  readonly at: number;
  readonly origin: string;
  readonly bib: string;
  readonly name: NameKey;
  readonly email: string;
  /** The words of city and region. */
  readonly place: readonly string[];
  readonly sex: LinkRecord['sex'];
  readonly birthDate: string | null;
  readonly age: number | null;
}

const NAMELESS = nameKey('', '');

/** The rows in the order of their keys, so that nothing depends on the order in which they arrived. */
export function prepareRows(records: readonly LinkRecord[]): Row[] {
  const sorted = [...records].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return sorted.map(prepare);
}

function prepare(record: LinkRecord, at: number): Row {
  const isOwn = !record.isIdentityShared;
  // The buyer's data says nothing about the runner: such a row has an identifier and a bib, and no more.
  return {
    record,
    at,
    origin: originOf(record),
    bib: record.bib.toUpperCase(),
    name: isOwn ? nameKey(record.firstName, record.lastName) : NAMELESS,
    email: isOwn ? record.email.trim().toLowerCase() : '',
    place: isOwn ? nameWords(`${record.city} ${record.region}`) : [],
    sex: isOwn ? record.sex : 'U',
    birthDate: isOwn ? record.birthDate : null,
    age: isOwn ? record.age : null,
  };
}
