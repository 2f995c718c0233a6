/**
 * Why the recording cannot go on:
 * `JOURNAL_DISK_FULL` no space or quota left; `JOURNAL_IO` any other failure of the disk;
 * `JOURNAL_FOREIGN` the folder holds something that this program did not write; `JOURNAL_CLOSED` used after its end.
 */
export type JournalErrorCode = 'JOURNAL_DISK_FULL' | 'JOURNAL_IO' | 'JOURNAL_FOREIGN' | 'JOURNAL_CLOSED';

/** A failure of the recording. Loud by design: nothing is acknowledged to anyone until it is over. */
export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'JournalError';
    this.code = code;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The typed form of what the operating system reported while `doing` something. */
export function diskError(doing: string, cause: unknown): JournalError {
  const system = cause as NodeJS.ErrnoException;
  const code = FULL.has(system.code ?? '') ? 'JOURNAL_DISK_FULL' : 'JOURNAL_IO';
  return new JournalError(code, `${doing}: ${system.message}`, cause);
}
