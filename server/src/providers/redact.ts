/** Names of values that are never repeated, wherever they stand. */
const SECRET_NAMES =
  /((?:api_?key|api_?secret|user_?pass(?:word)?|password|client_?secret|tmp_?(?:key|secret)|access_?token|refresh_?token|token|signature|x-api-key)["']?\s*[=:]\s*["']?)[^"'&\s,;}]+/gi;
/** Shorter values would take away words that mean nothing secret. */
const LEAST_CHARACTERS = 4;

/** The text without these secrets, as they are and as an address writes them, and without what bears a secret's name. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets.filter(({ length }) => length >= LEAST_CHARACTERS)) {
    for (const form of new Set([secret, encodeURIComponent(secret)])) clean = clean.replaceAll(form, '***');
  }
  return clean.replace(SECRET_NAMES, '$1***');
}
