/**
 * The catalogue of failures: every code the HTTP interface and the start-up can answer, with its status and its
 * sentence. The reference page is made from it. `{name}` in a message is replaced from the error's parameters.
 */
export const ERRORS = {
  BAD_REQUEST: { status: 400, message: 'The request is not understood: {reason}' },
  BODY_NOT_JSON: { status: 400, message: 'The body is not valid JSON: {reason}' },
  VALIDATION_FAILED: { status: 400, message: 'Some fields are missing or wrong.' },
  CURSOR_INVALID: { status: 400, message: 'The cursor does not belong to this list.' },
  NOT_SIGNED_IN: { status: 401, message: 'Sign in first.' },
  LOGIN_FAILED: { status: 401, message: 'The e-mail address or the password is wrong.' },
  SECOND_FACTOR_REQUIRED: { status: 401, message: 'The password is right. Now give the second factor.' },
  SECOND_FACTOR_WRONG: { status: 401, message: 'The code or passkey is wrong or was used before.' },
  API_KEY_INVALID: { status: 401, message: 'The API key is expired, revoked or not valid.' },
  REFRESH_TOKEN_INVALID: {
    status: 401,
    message: 'The refresh token was used before, is expired or not valid.',
  },
  TOKEN_INVALID: { status: 401, message: 'The access token is expired or not valid.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this.' },
  SECOND_FACTOR_MISSING: {
    status: 403,
    message: 'Your partner asks for a second factor. Add one to your account first.',
  },
  PARTNER_SUSPENDED: { status: 403, message: 'This partner is suspended. Ask the platform’s administrator.' },
  ADDRESS_REFUSED: { status: 403, message: 'The API key may not be used from this address.' },
  PEOPLE_ONLY: { status: 403, message: 'Only a person who is signed in may do this.' },
  ORIGIN_REFUSED: { status: 403, message: 'The request comes from another site.' },
  NOT_FOUND: { status: 404, message: 'There is no {what} with this id.' },
  ROUTE_NOT_FOUND: { status: 404, message: 'There is nothing at this address.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This address does not take this method.' },
  ADDRESS_TAKEN: { status: 409, message: 'Somebody has an account with this e-mail address.' },
  LAST_OWNER: { status: 409, message: 'A partner needs at least one owner who can sign in.' },
  NAME_TAKEN: { status: 409, message: 'There is a {what} with this name.' },
  ROLE_IN_USE: { status: 409, message: 'People with this role: {people}. Give them another one first.' },
  ASSET_IN_USE: {
    status: 409,
    message: 'The picture stays while templates have it, also in an older version: {templates} do.',
  },
  TEMPLATE_CHANGED: { status: 409, message: 'Somebody else has saved this template meanwhile.' },
  TEMPLATE_IN_USE: {
    status: 409,
    message: 'The template is shown in {sessions} display sessions. Give them another one first.',
  },
  TEMPLATE_NOT_PUBLISHED: {
    status: 409,
    message: 'Nothing of this template is published yet. Publish it before it goes on air.',
  },
  PROGRAM_CHANGED: { status: 409, message: 'Somebody has put something else on air meanwhile.' },
  CONFLICT: { status: 409, message: '{reason}' },
  LINK_GONE: { status: 410, message: 'This display link has expired or was revoked.' },
  ONE_TIME_LINK_GONE: { status: 410, message: 'This link was used, has expired or was taken back.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is larger than the limit of {limitBytes} bytes.' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, message: 'Send {expected}.' },
  PASSWORD_WEAK: { status: 422, message: '{reason}' },
  PASSWORD_WRONG: { status: 422, message: 'The present password is wrong.' },
  PERMISSION_NOT_HELD: {
    status: 403,
    message: 'You cannot give away what you may not do yourself: {missing}.',
  },
  ROSTER_INVALID: {
    status: 422,
    message: '{rejected} of {received} rows have problems; nothing was changed.',
  },
  ROSTER_UNREADABLE: { status: 422, message: 'The file is not a readable roster: {reason}' },
  ROSTER_TOO_LARGE: { status: 422, message: 'The file has more than {limit} rows.' },
  RESULTS_INVALID: {
    status: 422,
    message: '{rejected} of {received} rows have problems; nothing was changed.',
  },
  ASSET_UNREADABLE: { status: 422, message: 'The picture cannot be read: {reason}.' },
  WEB_FETCH_REFUSED: { status: 422, message: 'This address is not read: {reason}.' },
  WEB_FETCH_FAILED: { status: 422, message: 'This address could not be read: {reason}.' },
  STYLE_IMPORT_OFF: { status: 403, message: 'Reading websites is switched off on this installation.' },
  TEMPLATE_INVALID: { status: 422, message: 'The template has {problems} problems; nothing was changed.' },
  PACK_UNREADABLE: { status: 422, message: 'The pack cannot be read: {reason}.' },
  QUOTA_REACHED: { status: 422, message: 'The limit of {limit} {what} is reached.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Try again in {retryAfterS} s.' },
  INTERNAL: { status: 500, message: 'Something went wrong on our side. The request id helps us to find it.' },
  DATABASE_UNAVAILABLE: { status: 503, message: 'The database does not answer. Live screens go on.' },
  PAGES_NOT_BUILT: { status: 503, message: 'The web pages are not built. Run: npm run build' },
  SHUTTING_DOWN: { status: 503, message: 'The server is stopping.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure that the HTTP edge turns into `{"error":{code,message,requestId,details?}}`. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;

  /** `params` fill the `{name}` places of the catalogue's message; `details` goes to the client as it is. */
  constructor(code: ErrorCode, params: Record<string, string | number> = {}, details?: unknown) {
    super(fillMessage(ERRORS[code].message, params));
    this.name = 'ProblemError';
    this.code = code;
    this.status = ERRORS[code].status;
    this.params = params;
    this.details = details;
  }
}

function fillMessage(template: string, params: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
