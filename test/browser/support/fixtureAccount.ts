import type { AccountReply, FactorAdded, LoginView } from '@project88/core/contract/account.ts';
import type {
  InvitationOffer,
  MeReply,
  SecondFactorBody,
  SecondFactorTicket,
} from '@project88/core/contract/auth.ts';
import { type BuiltInRole, ROLE_PERMISSIONS } from '@project88/core/contract/permissions.ts';

/** Who is signed in: an owner unless a state wants somebody else. */
export function fixtureMe(nowMs: number, role: BuiltInRole = 'owner'): MeReply {
  return {
    user: {
      id: '0190c000-0000-7000-8000-000000000001',
      email: 'dana@harbour.test',
      name: 'Dana Okafor',
      role,
      customRole: null,
    },
    partner: {
      id: '0190c000-0000-7000-8000-000000000002',
      name: 'Harbour Timing Ltd',
      slug: 'harbour',
      timeZone: 'Europe/Athens',
    },
    permissions: [...ROLE_PERMISSIONS[role]],
    visit: null,
    secondFactorMissing: false,
    idleMinutes: 30,
    loginEndsAt: new Date(nowMs + 11 * 3_600_000).toISOString(),
    timingPort: 61_611,
  };
}

/** What the pages outside of the console and the own account's page have. */
export interface AccountData {
  account: AccountReply;
  logins: LoginView[];
  offer: InvitationOffer;
  /** Second factors that signing in asks for; none: the password is enough. */
  wanted: SecondFactorTicket['methods'];
  /** Wrong answers that the ticket of the second step still takes; at 0 no answer is right. */
  attemptsLeft: number;
  suspended: boolean;
  /** One-time links are over, whichever token comes. */
  linksGone: boolean;
  mails: boolean;
}

/** So many answers does a ticket take. */
const ATTEMPTS = 5;
const HOUR_MS = 3_600_000;
const CODES = [
  'QRUHY-5FMXH-V85SF-LKQXJ',
  'UBHBF-572TX-8ZZWA-GCTMY',
  'RT2RS-9G3ZH-WVJ4X-4JH6M',
  '2HF2E-DHQPN-S9RH7-WV2JH',
  'WS5HC-3UQQW-9ZYUL-NMK8D',
];

const id = (number: number) => `0190e000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** An account with an authenticator app, a passkey and three logins. */
export function freshAccount(nowMs: number): AccountData {
  const iso = (agoMs: number) => new Date(nowMs - agoMs).toISOString();
  return {
    account: {
      user: fixtureMe(nowMs).user,
      passwordChangedAt: iso(90 * 24 * HOUR_MS),
      factors: [
        {
          id: id(1),
          kind: 'totp',
          label: 'Authenticator app',
          createdAt: iso(800 * HOUR_MS),
          lastUsedAt: iso(3 * HOUR_MS),
        },
        {
          id: id(2),
          kind: 'passkey',
          label: 'Laptop with the blue sticker that stands at the finish line',
          createdAt: iso(500 * HOUR_MS),
          lastUsedAt: null,
        },
      ],
      recoveryCodesLeft: 9,
    },
    logins: fixtureLogins(iso),
    offer: {
      email: 'noor.haddad@harbour.test',
      name: 'Noor Haddad',
      partner: 'Harbour Timing Ltd',
      role: 'Operator',
      expiresAt: iso(-72 * HOUR_MS),
    },
    wanted: [],
    attemptsLeft: ATTEMPTS,
    suspended: false,
    linksGone: false,
    mails: true,
  };
}

function fixtureLogins(iso: (agoMs: number) => string): LoginView[] {
  const login = {
    current: false,
    address: '203.0.113.17',
    secondFactor: 'totp',
    createdAt: iso(3 * HOUR_MS),
    lastSeenAt: iso(4_000),
    expiresAt: iso(-9 * HOUR_MS),
  } as const;
  const agents = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
    'finish-board/2.4.0 (results wall at the harbour; contact it@harbour.test)',
  ];
  return agents.map((userAgent, index) => ({
    ...login,
    ...(index === 1 && { secondFactor: 'passkey', address: '2001:db8:71f3:90a2:1c4e:55aa:9d07:3b21' }),
    ...(index === 2 && { secondFactor: '' }),
    id: id(10 + index),
    current: index === 0,
    userAgent,
    lastSeenAt: iso(4_000 + index * HOUR_MS),
  }));
}

export interface AccountCall {
  /** `METHOD /path`. */
  call: string;
  body: string;
  data: AccountData;
  me: MeReply;
  /** Called when the cookie is set. */
  onSignedIn: () => void;
}

type Answer = [status: number, value?: unknown];

function failure(status: number, code: string, message: string, details?: unknown): Answer {
  return [status, { error: { code, message, requestId: 'req-51d0', details } }];
}

function signedIn({ me, onSignedIn }: AccountCall): Answer {
  onSignedIn();
  return [200, { ...me, accessToken: 'x', expiresInS: 900 }];
}

/** Calls that need no sign-in; null when the call is none of these. The right password is `right`, the code 123456. */
export function publicAuthApi(call: AccountCall): Answer | null {
  const { data } = call;
  if (!call.call.includes(' /api/auth/')) return null;
  const body = call.body === '' ? {} : JSON.parse(call.body);
  switch (call.call) {
    case 'POST /api/auth/login':
      return logIn(call, body.password);
    case 'POST /api/auth/second-factor':
      return giveSecondFactor(call, body);
    case 'POST /api/auth/forgot':
      return [202, { mailed: data.mails }];
    case 'POST /api/auth/reset':
      return gone(data) ?? weak(body.password) ?? [204];
    case 'POST /api/auth/invitation':
      return gone(data) ?? [200, data.offer];
    case 'POST /api/auth/invitation/accept':
      return gone(data) ?? weak(body.password) ?? signedIn(call);
  }
  return null;
}

function giveSecondFactor(call: AccountCall, body: SecondFactorBody): Answer {
  const { data } = call;
  const isRight = body.code === '123456' || body.recoveryCode === CODES[0] || body.passkey !== undefined;
  if (isRight && data.attemptsLeft > 0) return signedIn(call);
  data.attemptsLeft = Math.max(0, data.attemptsLeft - 1);
  const { attemptsLeft } = data;
  return failure(401, 'SECOND_FACTOR_WRONG', 'The code or passkey is wrong or was used before.', {
    attemptsLeft,
  });
}

function logIn(call: AccountCall, password: string): Answer {
  const { wanted, suspended } = call.data;
  if (password !== 'right')
    return failure(401, 'LOGIN_FAILED', 'The e-mail address or the password is wrong.');
  if (suspended) {
    return failure(403, 'PARTNER_SUSPENDED', 'This partner is suspended. Ask the platform’s administrator.');
  }
  if (wanted.length === 0) return signedIn(call);
  call.data.attemptsLeft = ATTEMPTS;
  const passkeyOptions = wanted.includes('passkey') ? { challenge: 'AAAA', rpId: 'localhost' } : null;
  const ticket: SecondFactorTicket = { ticket: 'ticket-1', methods: wanted, passkeyOptions };
  return failure(401, 'SECOND_FACTOR_REQUIRED', 'The password is right. Now give the second factor.', ticket);
}

function gone({ linksGone }: AccountData): Answer | null {
  if (!linksGone) return null;
  return failure(410, 'ONE_TIME_LINK_GONE', 'This link was used, has expired or was taken back.');
}

function weak(password: string): Answer | null {
  if (!password.includes('harbour')) return null;
  return failure(
    422,
    'PASSWORD_WEAK',
    'This is made of your name, your address, your partner’s or our name. Take other words.',
  );
}

/** The own account; null when the call is none of it. */
export function accountApi(call: AccountCall): Answer | null {
  const { data, me } = call;
  const [, method, rest = ''] = /^(\w+) \/api\/account(\/.*)?$/.exec(call.call) ?? [];
  if (method === undefined) return null;
  const body = call.body === '' ? {} : JSON.parse(call.body);
  if ('currentPassword' in body && body.currentPassword !== 'right') {
    return failure(422, 'PASSWORD_WRONG', 'The present password is wrong.');
  }
  const [, kind = '', rowId = '', verb = ''] = rest.split('/');
  switch (`${method} ${kind}${verb === '' ? '' : `/${verb}`}`) {
    case 'GET ':
      return [200, data.account];
    case 'PATCH ':
      me.user = { ...me.user, name: body.name };
      data.account.user = me.user;
      return [200, data.account];
    case 'POST password':
      return weak(body.password) ?? [204];
    case 'GET logins':
      return [200, { items: data.logins, nextCursor: null }];
    case 'DELETE logins':
      data.logins = data.logins.filter(({ id, current }) => current || (rowId !== '' && id !== rowId));
      return [204];
    case 'POST totp': {
      const url = `otpauth://totp/Project88:${me.user.email}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Project88`;
      return [201, { id: id(3), secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', url }];
    }
    case 'POST totp/confirm':
      if (body.code === '123456') return [200, addFactor(call, 'totp', 'Telephone')];
      return failure(401, 'SECOND_FACTOR_WRONG', 'The code or passkey is wrong or was used before.');
    case 'POST passkeys':
      if (rowId === 'options') return [200, { ticket: 'ticket-2', options: passkeyCreation(me) }];
      return [201, addFactor(call, 'passkey', body.label)];
    case 'POST factors/remove':
      data.account.factors = data.account.factors.filter((factor) => factor.id !== rowId);
      return [204];
    case 'POST recovery-codes':
      data.account.recoveryCodesLeft = 10;
      return [200, { recoveryCodes: CODES.flatMap((code) => [code, code.split('').reverse().join('')]) }];
  }
  return null;
}

function addFactor({ data, me }: AccountCall, kind: 'totp' | 'passkey', label: string): FactorAdded {
  const isFirst = data.account.factors.length === 0;
  const factor = { id: id(4), kind, label, createdAt: new Date().toISOString(), lastUsedAt: null };
  data.account.factors = [...data.account.factors, factor];
  me.secondFactorMissing = false;
  if (isFirst) data.account.recoveryCodesLeft = 10;
  return { factor, recoveryCodes: isFirst ? CODES : null };
}

/** Options that a browser's (virtual) authenticator takes. */
function passkeyCreation({ user }: MeReply): object {
  return {
    challenge: 'AAAA',
    rp: { id: 'localhost', name: 'Project88' },
    user: { id: 'AAAB', name: user.email, displayName: user.name },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required' },
  };
}
