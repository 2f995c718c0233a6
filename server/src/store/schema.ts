import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type SchemaErrorCode = 'SCHEMA_TOO_NEW' | 'ROLES_MISSING' | 'MIGRATION_FAILED' | 'SERVER_TOO_OLD';

/** The database cannot be used as it is: one clear sentence for the person who starts the server. */
export class SchemaError extends Error {
  readonly code: SchemaErrorCode;

  constructor(code: SchemaErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SchemaError';
    this.code = code;
  }
}

/** The `db` folder of the checkout: found upwards from this file, which may have been bundled into `dist`. */
export function findDbFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'db');
    if (existsSync(join(candidate, 'migrations'))) return candidate;
    if (folder === dirname(folder))
      throw new Error('the folder db/migrations is missing from this installation');
  }
}
