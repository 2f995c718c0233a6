import type { AssetTaken, AssetView } from '@project88/core/contract/assets.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { upload } from '../../lib/upload.ts';
import { ASSETS, uploadAddress } from './api/assets.ts';

/** One file on its way. */
export interface Upload {
  key: number;
  name: string;
  /** 0 to 1. */
  share: number;
  /** Why it was not taken; null while it may be. */
  failure: string | null;
  /** It is there, with what is different from the file, in sentences; null while it is on its way. */
  notes: readonly string[] | null;
  abort: () => void;
}

/** Files that are sent at the same time: the server works on one picture of a partner at a time anyway. */
const AT_ONCE = 2;
const NAME_LENGTH = 120;

/**
 * Sends files one after the other and tells how far each is. What failed, and what was taken otherwise than it was sent,
 * stays in the list until it is put away.
 */
export function useUploads(folder: string, onTaken: (asset: AssetView) => void = () => {}) {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const nextKey = useRef(0);
  const waiting = useRef<(() => Promise<void>)[]>([]);
  const running = useRef(0);

  const change = (key: number, part: Partial<Upload>) =>
    setUploads((before) => before.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const putAway = (key: number) => setUploads((before) => before.filter((each) => each.key !== key));

  async function runNext(): Promise<void> {
    const next = running.current < AT_ONCE ? waiting.current.shift() : undefined;
    if (next === undefined) return;
    running.current += 1;
    await next();
    running.current -= 1;
    await runNext();
  }

  async function send(key: number, file: File, signal: AbortSignal): Promise<void> {
    try {
      const { notes, ...asset } = await upload<AssetTaken>({
        method: 'POST',
        path: uploadAddress(nameOf(file), folder),
        body: file,
        contentType: 'application/octet-stream',
        onProgress: (share) => change(key, { share }),
        signal,
      });
      if (notes.length === 0) putAway(key);
      else change(key, { share: 1, notes });
      onTaken(asset);
      await queryClient.invalidateQueries({ queryKey: ASSETS });
    } catch (error) {
      if (signal.aborted) putAway(key);
      else change(key, { failure: messageOf(error) });
    }
  }

  function add(files: readonly File[]): void {
    for (const file of files) {
      const key = nextKey.current++;
      const stop = new AbortController();
      const abort = () => {
        stop.abort();
        putAway(key);
      };
      setUploads((before) => [
        ...before,
        { key, name: file.name, share: 0, failure: null, notes: null, abort },
      ]);
      waiting.current.push(() => (stop.signal.aborted ? Promise.resolve() : send(key, file, stop.signal)));
      void runNext();
    }
  }

  return { uploads, add, putAway };
}

/** The name without its ending. */
function nameOf({ name }: File): string {
  return name.replace(/\.[^.]*$/, '').slice(0, NAME_LENGTH) || 'Picture';
}
