import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamId } from '@project88/core/ids/ids.ts';
import { dataPaths } from '../../../server/src/config.ts';
import { RecordingReader } from '../../../server/src/ingest/interpreter.ts';
import { Journal } from '../../../server/src/ingest/journal/journal.ts';
import type { ChainReport } from '../../../server/src/ingest/journal/verify.ts';

/** What lies in the journal of an installation with one partner. */
export interface Recording {
  seqs: Set<number>;
  chains: ChainReport[];
}

/**
 * Read the journal of a product that does not run. Reads a copy: opening a journal repairs its end, which is the
 * business of the product.
 */
export async function readRecording(dataDir: string): Promise<Recording> {
  const copy = await mkdtemp(join(tmpdir(), 'p88-recording-'));
  await cp(dataPaths(dataDir).journal, copy, { recursive: true });
  const journal = new Journal({ dir: copy, onEvent: () => {} });
  try {
    return await readAll(journal);
  } finally {
    await journal.close();
    await rm(copy, { recursive: true });
  }
}

async function readAll(journal: Journal): Promise<Recording> {
  const [tenantId, ...others] = journal.tenants();
  if (tenantId === undefined || others.length > 0) throw new Error(`${others.length + 1} recordings`);
  const seqs = new Set<number>();
  const streams: StreamId[] = [];
  const reader = new RecordingReader({
    opened: ({ streamId }) => streams.push(streamId),
    read: (_stream, { seq }) => seqs.add(seq),
    rejected: () => {},
  });
  for await (const { blocks } of journal.of(tenantId).read(0)) for (const block of blocks) reader.take(block);
  const chains = await Promise.all(streams.map((stream) => journal.of(tenantId).verify(stream)));
  return { seqs, chains };
}
