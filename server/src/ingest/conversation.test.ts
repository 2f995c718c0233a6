import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { parseCtp01Line } from '@project88/core/wire/ctp01/messages.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Conversation, type ConversationOptions } from './conversation.ts';
import { INGEST_LIMITS } from './limits.ts';

const T0 = instantMs(1_935_650_000_000);
const OPTIONS: ConversationOptions = {
  serverName: 'Project88',
  serverVersion: '1.2',
  authentication: 'none',
  seed: '',
  quarantineUnsigned: false,
  limits: INGEST_LIMITS,
};
const QUESTIONS = 'geteventinfo\r\ngetlocations\r\ngetconnectionid\r\n';

/** What the conversation decided since the last look. */
let decided: string[];
let conversation: Conversation;
let now: InstantMs;

function begin(options: Partial<ConversationOptions> = {}): void {
  decided = [];
  now = T0;
  const note = (text: string) => {
    decided.push(text);
  };
  conversation = new Conversation(
    { ...OPTIONS, ...options },
    {
      send: (text) => note(`send ${text}`),
      close: (reason) => note(`close ${reason}`),
      checkSignIn: (user, response) => user === 'me' && response === 'right',
      admitted: ({ signedIn }) => note(`admitted ${signedIn}`),
      identify: (connectionId) => {
        note(`identify ${connectionId}`);
        return true;
      },
      locationFound: (location) => note(`location ${location}`),
      eventName: (name) => note(`event ${name}`),
      peerError: (text) => note(`error ${text}`),
    },
    now,
  );
}

function taken(): string[] {
  return decided.splice(0);
}

function hear(...lines: string[]): string[] {
  for (const line of lines) {
    const message = parseCtp01Line(line, { fieldOrder: 'lap-reader-antenna' });
    if (message.kind === 'row' || message.kind === 'gun') {
      decided.push(`row ${conversation.hearRow(message.location, line, now)}`);
    } else {
      conversation.hear(message, now);
    }
  }
  return taken();
}

function pass(ms: number, deaf = false): string[] {
  now = instantMs(now + ms);
  conversation.tick(now, deaf);
  return taken();
}

const GREETING = 'SimpleClient~1.2.3~CTP01';
const ROW = 'CT01_33~1~FINISH~12~09:12:33.47~1~0A~4';
const NEW_LOCATION = 'CT01_33~0~FINISH~newlocation~00:00:00.00~0~0~0';

beforeEach(() => begin());

describe('conversation', () => {
  it('says nothing before the greeting, which may come 15 seconds late', () => {
    expect([...hear('ping', 'hello', '', ROW), ...pass(3_050), ...pass(11_950)]).toEqual(['row false']);
    const [answer, ...rest] = hear(GREETING);
    expect(answer).toMatch(/^send Project88~1\.2~6\r\n(\S+=\S+\r\n){6}$/);
    expect(rest).toEqual(['admitted true', `send ${QUESTIONS}`]);
  });

  it('gives up on one that never greets', () => {
    expect(pass(INGEST_LIMITS.greetingDeadlineMs - 1)).toEqual([]);
    expect(pass(1)).toEqual(['close no-greeting']);
  });

  it('identifies by the id of the client, then asks for locations that are known and those that follow', () => {
    hear(GREETING);
    expect(hear(NEW_LOCATION, 'ack~geteventinfo~RUN~0~RUN', 'ack~getlocations~FINISH')).toEqual([
      'event RUN',
    ]);
    expect(hear('ack~getconnectionid~AB')).toEqual(['identify AB', 'location FINISH']);
    expect(hear('ack~getlocations~FINISH~START')).toEqual(['location START']);
  });

  it('identifies by origin when no id comes in a second, when it is empty, or when rows come first', () => {
    hear(GREETING);
    expect(pass(999)).toEqual([]);
    expect(pass(1)).toEqual(['identify null']);
    expect(pass(5_000)).toEqual([]);
    begin();
    hear(GREETING);
    expect(hear('ack~getconnectionid~')).toEqual(['identify null']);
    begin();
    hear(GREETING);
    expect(hear(ROW)).toEqual(['identify null', 'location FINISH', 'row true']);
  });

  it('takes an id that comes late, once', () => {
    hear(GREETING, NEW_LOCATION);
    pass(1_000);
    expect(hear('ack~getconnectionid~AB')).toEqual(['identify AB', 'location FINISH']);
    expect(hear('ack~getconnectionid~CD')).toEqual([]);
  });

  it('doubts a resume only of a client without an id, once, and only while it is silent', () => {
    hear(GREETING, NEW_LOCATION);
    pass(1_000);
    conversation.askForRows('finish', 8, now);
    expect(taken()).toEqual(['send start~FINISH~8\r\n']);
    expect(pass(4_999)).toEqual([]);
    expect(pass(1)).toEqual(['send start~FINISH~1\r\n']);
    expect(pass(2_000)).toEqual([]);

    begin();
    hear(GREETING, NEW_LOCATION);
    pass(1_000);
    conversation.askForRows('FINISH', 8, now);
    hear(ROW);
    expect(pass(6_000)).toEqual([]);

    begin();
    hear(GREETING, NEW_LOCATION, 'ack~getconnectionid~AB');
    conversation.askForRows('FINISH', 8, now);
    taken();
    expect(pass(6_000)).toEqual([]);
  });

  it('pings every ten seconds and gives up after three that nobody answers', () => {
    hear(GREETING, 'ack~getconnectionid~AB');
    for (let ping = 1; ping <= 3; ping += 1) expect(pass(10_000)).toEqual(['send ping\r\n']);
    expect(pass(10_000)).toEqual(['close no-answer']);
  });

  it('takes any line for an answer, and blames nobody while it does not listen itself', () => {
    hear(GREETING, 'ack~getconnectionid~AB');
    pass(10_000);
    pass(10_000);
    hear(ROW);
    for (let ping = 1; ping <= 3; ping += 1) expect(pass(10_000)).toEqual(['send ping\r\n']);
    expect(pass(60_000, true)).toEqual([]);
    expect(pass(10_000)).toEqual(['send ping\r\n']);
  });

  it('answers pings and reports errors without leaving', () => {
    hear(GREETING);
    expect(hear('ping', 'err~start~invalid location requested')).toEqual([
      'send ack~ping\r\n',
      'error start: invalid location requested',
    ]);
  });

  it('does not ask for a location whose name no command can carry, but takes its rows', () => {
    hear(GREETING, 'ack~getconnectionid~AB');
    expect(hear('CT01_13,1,A~B,12,09:12:33.47,1,0A,4')).toEqual(['location A~B', 'row true']);
    conversation.askForRows('A~B', null, now);
    expect(taken()).toEqual([]);
    expect(conversation.askAgain('A~B', 1)).toBe(false);
  });
});

describe('conversation with sign-in', () => {
  const keys = { authentication: 'hmac-sha1', seed: '00ff' } as const;

  it('asks nothing before the client has proved its key', () => {
    begin(keys);
    const [answer, ...rest] = hear(GREETING);
    expect(answer).toContain('authentication=hmac-sha1\r\nauthentication-seed=00ff\r\n');
    expect(rest).toEqual([]);
    expect(hear('authorize~me~right')).toEqual([
      'send ack~authorize\r\n',
      'admitted true',
      `send ${QUESTIONS}`,
    ]);
  });

  it.each(['authorize~me~wrong', ROW, NEW_LOCATION, 'ack~getlocations~FINISH', 'authorize~me'])(
    'refuses %s, hears nothing more, and leaves when the client does not',
    (line) => {
      begin(keys);
      hear(GREETING);
      expect(hear(line).filter((each) => each !== 'row false')).toEqual([
        expect.stringMatching(/^send err~authorize~\S.*\r\n$/),
      ]);
      expect(hear('authorize~me~right', NEW_LOCATION, 'ping')).toEqual([]);
      expect(pass(1_000)).toEqual(['close not-signed-in']);
    },
  );

  it('refuses silence after its deadline', () => {
    begin(keys);
    hear(GREETING);
    expect(pass(INGEST_LIMITS.signInDeadlineMs)).toEqual([expect.stringMatching(/^send err~authorize~/)]);
  });

  it('puts those into quarantine who do not sign in, when told so', () => {
    for (const line of [ROW, NEW_LOCATION]) {
      begin({ ...keys, quarantineUnsigned: true });
      hear(GREETING);
      expect(hear(line)).toContain('admitted false');
    }
  });
});
