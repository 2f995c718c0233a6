import { z } from 'zod';
import { migrateDocument } from './migrations.ts';
import { templateDocument } from './schema.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from './template.ts';

/** One thing that is wrong with a document, and where: `layouts.0.blocks.3.box.width`. */
export interface TemplateProblem {
  path: string;
  message: string;
}

export type TemplateCheck =
  | { ok: true; template: TemplateDocument }
  | { ok: false; problems: TemplateProblem[] };

const versioned = z.looseObject({ schemaVersion: z.number().int().min(1) });

/**
 * Check a document that comes from outside: a file, an upload, an older database. An older one grows up on the way; a
 * newer version is refused before anything else is read.
 */
export function validateTemplate(value: unknown): TemplateCheck {
  const version = versioned.safeParse(value);
  if (!version.success) return refused('schemaVersion', 'the document does not tell its version');
  const { schemaVersion } = version.data;
  if (schemaVersion > TEMPLATE_SCHEMA_VERSION) {
    const message = `version ${schemaVersion} is newer than this software knows (${TEMPLATE_SCHEMA_VERSION})`;
    return refused('schemaVersion', message);
  }
  const parsed = templateDocument.safeParse(migrateDocument(version.data, schemaVersion));
  if (parsed.success) return { ok: true, template: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return { ok: false, problems };
}

function refused(path: string, message: string): TemplateCheck {
  return { ok: false, problems: [{ path, message }] };
}
