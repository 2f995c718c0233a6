/**
 * How a call to a provider can fail. An error is never an empty list: whoever reads rows gets all of a page or one of
 * these.
 */
export const PROVIDER_FAULTS = {
  'auth-invalid': 'The provider refuses the credential.',
  'auth-expired': 'The credential has expired.',
  forbidden: 'The credential may not see this.',
  'not-found': 'The provider does not know this id.',
  'rate-limited': 'The provider asks for a pause.',
  'provider-down': 'The provider does not answer.',
  'bad-payload': 'The answer is not what the provider promises.',
  'contract-drift': 'The provider has changed the form of its answers.',
  'incomplete-listing': 'The list ended before its end.',
  'address-refused': 'The provider leads to an address that is not its own.',
  unsupported: 'This provider does not offer that.',
} as const;
export type ProviderFault = keyof typeof PROVIDER_FAULTS;

/** Faults that another try may cure. */
export function isPassing(fault: ProviderFault): boolean {
  return fault === 'rate-limited' || fault === 'provider-down' || fault === 'bad-payload';
}

/** A failed call, with what people may see of it. Never holds a secret: `detail` is ours or a cut, redacted text. */
export class ProviderError extends Error {
  readonly fault: ProviderFault;
  readonly detail: string;
  /** When the provider takes calls again, in ms from now; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(fault: ProviderFault, detail = '', retryAfterMs: number | null = null) {
    super(detail === '' ? PROVIDER_FAULTS[fault] : `${PROVIDER_FAULTS[fault]} ${detail}`);
    this.name = 'ProviderError';
    this.fault = fault;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}
