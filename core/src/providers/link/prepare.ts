import { type NameKey, nameKey } from './compare.ts';
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
  readonly place: string;
  readonly sex: LinkRecord['sex'];
  readonly birthDate: string | null;
  readonly age: number | null;
}

/** The rows in the order of their keys, so that nothing depends on the order in which they arrived. */
export function prepareRows(records: readonly LinkRecord[]): Row[] {
  const sorted = [...records].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return sorted.map(prepare);
}

function prepare(record: LinkRecord, at: number): Row {
  const { firstName, lastName, city, region } = record;
  const shared = { record, at, origin: originOf(record), bib: record.bib.toUpperCase() };
  // The buyer's data says nothing about the runner: such a row has an identifier and a bib, and no more.
  if (record.isIdentityShared) {
    return { ...shared, name: nameKey('', ''), email: '', place: '', sex: 'U', birthDate: null, age: null };
  }
  return {
    ...shared,
    name: nameKey(firstName, lastName),
    email: record.email.trim().toLowerCase(),
    place: nameKey(region, city).all,
    sex: record.sex,
    birthDate: record.birthDate,
    age: record.age,
  };
}
