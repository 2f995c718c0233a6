import type { PreviewServerMessage } from '@project88/core/contract/live.ts';
import type { PreviewRead, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { useEffect, useState } from 'react';
import { type LinkState, openSocket, socketUrl } from '../../lib/live/reconnectingSocket.ts';

/** Rows of the live preview: what fits a window without scrolling far. */
export const PREVIEW_ROWS = 50;

export interface Preview {
  link: LinkState;
  session: TimingSessionView | null;
  /** Newest first. */
  reads: PreviewRead[];
}

const NOTHING: Preview = { link: 'connecting', session: null, reads: [] };

/** The preview after a message: the first one brings the last reads, later ones the new. Both in order of arrival. */
export function applyPreview(preview: Preview, message: PreviewServerMessage): Preview {
  const told = message.reads.toReversed();
  const reads = message.fresh ? [...told, ...preview.reads] : told;
  return { ...preview, session: message.session, reads: reads.slice(0, PREVIEW_ROWS) };
}

/** Follow the reads of one timing session while mounted. */
export function usePreview(timingSessionId: string): Preview {
  const [preview, setPreview] = useState(NOTHING);
  useEffect(() => {
    setPreview(NOTHING);
    const socket = openSocket<PreviewServerMessage, never>(
      socketUrl(`/api/chronotrack/sessions/${timingSessionId}/preview`),
      {
        onOpen: () => {},
        onMessage: (message) => setPreview((current) => applyPreview(current, message)),
        onState: (link) => setPreview((current) => ({ ...current, link })),
      },
    );
    return () => socket.close();
  }, [timingSessionId]);
  return preview;
}
