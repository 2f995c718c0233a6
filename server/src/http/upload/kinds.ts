import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import { matchResultHeader, type ResultField } from '@project88/core/results/columns.ts';
import { MANY_RESULT_FIELDS, ResultCheck } from '@project88/core/results/rows.ts';
import {
  type Cells,
  type HeaderMatcher,
  matchRosterHeader,
  type RosterField,
} from '@project88/core/roster/columns.ts';
import type { RowOutcome } from '@project88/core/roster/problems.ts';
import { MANY_ROSTER_FIELDS, RosterCheck } from '@project88/core/roster/rows.ts';

/** What can be uploaded: how its columns are called and its rows checked. */
export interface UploadKind<Field extends string, Entry> {
  match: HeaderMatcher<Field>;
  /** Fields that several columns may fill. */
  many: ReadonlySet<string>;
  /** A fresh check for one upload: it remembers what came before. */
  startCheck: () => { check(row: number, cells: Cells<Field>): RowOutcome<Entry> };
  /** Keys under which the list may stand in JSON; the first is the one we document. */
  listKeys: readonly string[];
  /** Without this column a file is something else. */
  keyField: Field;
  /** What the header should look like, for the message to people. */
  exampleHeader: string;
  invalid: 'ROSTER_INVALID' | 'RESULTS_INVALID';
}

export const rosterUpload: UploadKind<RosterField, RosterEntryView> = {
  match: matchRosterHeader,
  many: MANY_ROSTER_FIELDS,
  startCheck: () => new RosterCheck(),
  listKeys: ['entries'],
  keyField: 'bib',
  exampleHeader: 'bib, chip, first name, last name',
  invalid: 'ROSTER_INVALID',
};

export const resultsUpload: UploadKind<ResultField, ResultEntryView> = {
  match: matchResultHeader,
  many: MANY_RESULT_FIELDS,
  startCheck: () => new ResultCheck(),
  listKeys: ['entries', 'results'],
  keyField: 'bib',
  exampleHeader: 'bib, status, gun time, chip time, split:10K',
  invalid: 'RESULTS_INVALID',
};
