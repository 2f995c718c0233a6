/** How one make of timing software behaves. */
export interface ClientProfile {
  program: string;
  version: string;
  eventName: string;
  /** 40 capital hex digits, the same over reconnects. */
  connectionId: string;
  /** Name and secret of the timing key. */
  user: string;
  password: string;
  /** Wait before the greeting. */
  greetingDelayMs: number;
  /** How long the server may take for its part of the opening, counted from the greeting. */
  openingDeadlineMs: number;
  /** Wait before leaving after something wrong. */
  leaveDelayMs: number;
  /** Wait before the next attempt after a connection ended. */
  reconnectDelayMs: number;
  /** Does it answer `getconnectionid`, `geteventinfo` and `getlocations`? */
  answersQuestions: boolean;
  encoding: 'latin1' | 'utf8';
  /** Cuts what is sent into pieces, to test framing. */
  fragment: ((bytes: Buffer) => Buffer[]) | null;
}

/** The vendor's older client, with the times that were measured on it. */
export const SIMPLE_CLIENT: ClientProfile = {
  program: 'SimpleClient',
  version: '0.6.0',
  eventName: 'EVENT',
  connectionId: '5A'.repeat(20),
  user: '',
  password: '',
  greetingDelayMs: 0,
  openingDeadlineMs: 5000,
  leaveDelayMs: 1000,
  reconnectDelayMs: 1000,
  answersQuestions: true,
  encoding: 'utf8',
  fragment: null,
};

/** The vendor's present client: it greets three seconds late and gives the server ten from connecting. */
export const TACHYON: ClientProfile = {
  ...SIMPLE_CLIENT,
  version: '1.2.3',
  greetingDelayMs: 3050,
  openingDeadlineMs: 6950,
  reconnectDelayMs: 3,
};
