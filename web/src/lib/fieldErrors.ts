import { ApiError, messageOf } from './api.ts';

/** A failure of a form, told where it belongs: beside a field, or above the buttons. */
export interface FormErrors {
  /** Sentences by the name of the field. */
  fields: Readonly<Record<string, string>>;
  /** What is about no field; null when everything is said beside one. */
  form: string | null;
}

/**
 * Sort a failure into the fields of a form. `byCode` names the field that a code of the catalogue is about, for example
 * `{NAME_TAKEN: 'name'}`; of a list in a body (`allowList.0`) the whole field is meant. Null is no failure.
 */
export function formErrors(error: unknown, byCode: Readonly<Record<string, string>> = {}): FormErrors {
  if (error === null) return { fields: {}, form: null };
  if (!(error instanceof ApiError)) return { fields: {}, form: messageOf(error) };
  const field = byCode[error.code];
  if (field !== undefined) return { fields: { [field]: error.message }, form: null };
  const fields = Object.fromEntries(
    problemsOf(error.details).map(({ path, message }) => [topOf(path), message]),
  );
  return { fields, form: Object.keys(fields).length > 0 ? null : error.message };
}

function topOf(path: string): string {
  return path.replace(/\.\d+$/, '');
}

function problemsOf(details: unknown): { path: string; message: string }[] {
  if (!Array.isArray(details)) return [];
  return details.filter((each) => typeof each?.path === 'string' && typeof each.message === 'string');
}
