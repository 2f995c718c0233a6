import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { RunnerNote } from './cards.ts';
import type { RosterIndex } from './rosterIndex.ts';

/** A timing session that feeds a room; `locations` in lower case, null for all. */
export interface BoundLocations {
  timingSessionId: TimingSessionId;
  locations: ReadonlySet<string> | null;
}

/** Is the read of a mat that one of `streams` brings? */
export function isHeard(streams: readonly BoundLocations[], read: Read): boolean {
  const bound = streams.find((each) => each.timingSessionId === read.timingSessionId);
  return (
    bound !== undefined && (bound.locations === null || bound.locations.has(read.location.toLowerCase()))
  );
}

/** What a room is loaded from. */
export interface RoomContent {
  session: ScreenState['session'];
  template: TemplateDocument;
  roster: RosterIndex;
  results: ReadonlyMap<string, ResultEntryView>;
  /** What operators know of runners, by bib. */
  notes: ReadonlyMap<string, RunnerNote>;
  streams: readonly BoundLocations[];
  held: boolean;
  clearedAtMs: InstantMs | null;
}
