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
 * `{NAME_TAKEN: 'name'}`; an item of a list (`allowList.0`) is a line of its field. Null is no failure.
 */
export function formErrors(error: unknown, byCode: Readonly<Record<string, string>> = {}): FormErrors {
  if (error === null) return { fields: {}, form: null };
  if (!(error instanceof ApiError)) return { fields: {}, form: messageOf(error) };
  const field = byCode[error.code];
  if (field !== undefined) return { fields: { [field]: error.message }, form: null };
  const fields = Object.fromEntries(problemsOf(error.details).map(fieldOf));
  return { fields, form: Object.keys(fields).length > 0 ? null : error.message };
}

interface Problem {
  path: string;
  message: string;
}

function fieldOf({ path, message }: Problem): [field: string, sentence: string] {
  const [, list, index] = /^(.+)\.(\d+)$/.exec(path) ?? [];
  return list === undefined ? [path, message] : [list, `Line ${Number(index) + 1}: ${message}`];
}

function problemsOf(details: unknown): Problem[] {
  if (!Array.isArray(details)) return [];
  return details.filter((each) => typeof each?.path === 'string' && typeof each.message === 'string');
}
