import type { PreviewServerMessage } from '@project88/core/contract/live.ts';
import type { PreviewRead, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { describe, expect, it } from 'vitest';
import { applyPreview, PREVIEW_ROWS, type Preview } from './preview.ts';

const START: Preview = { link: 'open', session: null, reads: [] };

function message(fresh: boolean, ...seqs: number[]): PreviewServerMessage {
  const reads = seqs.map((seq) => ({ seq, location: 'FINISH', tag: String(seq) }) as PreviewRead);
  return { t: 'preview', session: { id: 'a' } as TimingSessionView, reads, fresh };
}

const seqs = (preview: Preview) => preview.reads.map(({ seq }) => seq);

describe('the live preview', () => {
  it('shows the newest read first', () => {
    const first = applyPreview(START, message(false, 1, 2, 3));
    expect(seqs(first)).toEqual([3, 2, 1]);
    expect(seqs(applyPreview(first, message(true, 4, 5)))).toEqual([5, 4, 3, 2, 1]);
  });

  it('begins anew after a reconnect, without doubles', () => {
    const before = applyPreview(START, message(false, 1, 2));
    expect(seqs(applyPreview(before, message(false, 2, 3)))).toEqual([3, 2]);
  });

  it('keeps what fits the window', () => {
    const many = Array.from({ length: PREVIEW_ROWS + 5 }, (_, index) => index);
    expect(applyPreview(START, message(false, ...many)).reads).toHaveLength(PREVIEW_ROWS);
  });
});
