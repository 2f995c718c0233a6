import type { ScreenServerMessage } from '@project88/core/contract/live.ts';

/** A message as the bytes of a text frame. */
export function encode(message: ScreenServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
