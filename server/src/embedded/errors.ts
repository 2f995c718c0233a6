export type EmbeddedErrorCode =
  | 'PLATFORM_UNSUPPORTED'
  | 'RUN_USER_MISSING'
  | 'FOLDER_FOREIGN'
  | 'VERSION_MISMATCH'
  | 'CLUSTER_MISSING'
  | 'INITDB_FAILED'
  | 'START_FAILED'
  | 'LEFTOVER_RUNNING';

/** The embedded database cannot start: one clear sentence for the person who starts the server. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}
