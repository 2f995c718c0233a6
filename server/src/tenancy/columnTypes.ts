import { types } from 'pg';

const TIMESTAMPTZ_OID = 1184;
const INT8_OID = 20;

const parseTimestamp: (text: string) => Date = types.getTypeParser(TIMESTAMPTZ_OID, 'text');

/**
 * How column values become JavaScript values: instants as integer milliseconds (never `Date`), and 8-byte integers as
 * numbers, because ours are milliseconds and sequence numbers far below 2^53.
 */
export const columnTypes = {
  getTypeParser(oid: number) {
    if (oid === TIMESTAMPTZ_OID) return (text: string) => parseTimestamp(text).getTime();
    if (oid === INT8_OID) return Number;
    return types.getTypeParser(oid, 'text');
  },
};
