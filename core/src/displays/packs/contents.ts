import { FONTS, type FontName } from '../document/style.ts';
import type { TemplateDocument } from '../document/template.ts';

/** Identifiers of the pictures that a document shows, each once, in their order. */
export function assetsOf(document: TemplateDocument): string[] {
  return [...new Set(valuesOf(document, 'asset'))];
}

/** Faces that a document uses, each once. */
export function fontsOf(document: TemplateDocument): FontName[] {
  const used = new Set(valuesOf(document, 'font'));
  return FONTS.filter((font) => used.has(font));
}

/** The document with other identifiers for its pictures; those that are not in the map stay. */
export function withAssets(document: TemplateDocument, ids: ReadonlyMap<string, string>): TemplateDocument {
  const changed: unknown = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === 'asset' && typeof value === 'string' ? (ids.get(value) ?? value) : value,
  );
  return changed as TemplateDocument;
}

/** Texts of every field of this name, at any depth. No other field of a document has one of these two names. */
function valuesOf(value: unknown, field: 'asset' | 'font'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === field && typeof each === 'string' ? [each] : valuesOf(each, field),
  );
}
