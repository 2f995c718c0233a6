import type { TemplateDocument } from './template.ts';

/**
 * What a document draws, as one text: without its id and name, and with the fields of each object in one order. Equal
 * designs have equal texts, wherever they were stored in between; a hash over it tells two designs apart.
 */
export function canonicalText({ id: _id, name: _name, ...design }: TemplateDocument): string {
  return JSON.stringify(design, (_key, value: unknown) => (isObject(value) ? sorted(value) : value));
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, value[key]]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
