import type { StreamId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { ReadSink } from '../live/types.ts';
import { contextOf, noteOf, RecordingReader, type StreamContext } from './interpreter.ts';
import type { JournalBlock } from './journal/block.ts';
import { QUARANTINE, type TenantJournal } from './journal/journal.ts';
import type { IdentifiedNote } from './notes.ts';
import type { TimingSession } from './timingSession.ts';
import type { TimingSessionRegistry } from './timingSessions.ts';

/**
 * Build the timing sessions of one tenant again from its recording since `since`, and pass the reads on as replayed.
 * Returns the number of reads passed on.
 */
export async function restoreSessions(
  journal: TenantJournal,
  registry: TimingSessionRegistry,
  sink: ReadSink,
  since: InstantMs,
): Promise<number> {
  let reads = 0;
  const timingSessions = new Map<StreamId, TimingSession>();
  const reader = new RecordingReader({
    identified(stream, note) {
      const timingSession = registry.restore(stream.open, note);
      if (timingSessions.get(stream.streamId) !== timingSession) timingSession.join(stream.open);
      timingSession.learn(note.connectionId, note.eventName);
      timingSessions.set(stream.streamId, timingSession);
    },
    read(stream, read) {
      const accepted = timingSessions.get(stream.streamId)?.accept(read, false) ?? null;
      if (accepted === null || accepted.tenantId === QUARANTINE) return;
      reads += 1;
      sink.accept(accepted, true);
    },
    message: (stream, message, place) =>
      timingSessions.get(stream.streamId)?.hear(message, place.receivedAtMs),
    rejected: (stream, _rejected, place) => timingSessions.get(stream.streamId)?.reject(place.receivedAtMs),
    closed: (stream, _note, atMs) => timingSessions.get(stream.streamId)?.active(atMs),
  });
  await readRecording(journal, reader, await journal.positionBefore(since));
  return reads;
}

/** Read everything that is durable from `from` on. */
async function readRecording(journal: TenantJournal, reader: RecordingReader, from: number): Promise<void> {
  for await (const batch of journal.read(from)) {
    for (const block of batch.blocks) {
      if (reader.isUnknown(block)) await provideBeginning(journal, reader, block);
      reader.take(block);
    }
  }
}

/**
 * A block of a stream whose beginning lies further back: find its notes. The stream's id tells when it was opened.
 * When they are gone, its lines stay in the recording only.
 */
export async function provideBeginning(
  journal: TenantJournal,
  reader: RecordingReader,
  block: JournalBlock,
): Promise<void> {
  const from = await journal.positionBefore(openedAt(block.streamId));
  let stream: StreamContext | null = null;
  for await (const batch of journal.read(from)) {
    for (const each of batch.blocks) {
      if (each.streamId !== block.streamId) continue;
      if (each.hash.equals(block.hash)) {
        if (stream === null) reader.giveUp(block.streamId);
        else reader.begin(stream);
        return;
      }
      if (each.kind === 'open') stream = contextOf(each);
      if (each.kind === 'identified' && stream !== null) stream.identity = noteOf<IdentifiedNote>(each);
    }
  }
}

/** The first 48 bits of a UUIDv7 are its moment in milliseconds. */
function openedAt(streamId: StreamId): InstantMs {
  return instantMs(Number.parseInt(streamId.replaceAll('-', '').slice(0, 12), 16));
}
