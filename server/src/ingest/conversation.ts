import type { InstantMs } from '@project88/core/time/units.ts';
import type { AuthenticationMode } from '@project88/core/wire/ctp01/authentication.ts';
import {
  ACK_AUTHORIZE,
  ACK_PING,
  GET_CONNECTION_ID,
  GET_EVENT_INFO,
  GET_LOCATIONS,
  openingAnswer,
  openingSettings,
  PING,
  refuseAuthorize,
  startCommand,
} from '@project88/core/wire/ctp01/commands.ts';
import type { Ctp01Message } from '@project88/core/wire/ctp01/messages.ts';
import { parseRow } from '@project88/core/wire/ctp01/rows.ts';
import type { IngestLimits } from './limits.ts';
import { LocationBook } from './locationBook.ts';

/** What the conversation needs to know before the first byte. */
export interface ConversationOptions {
  serverName: string;
  serverVersion: string;
  authentication: AuthenticationMode;
  seed: string;
  /** Without a sign-in the stream is recorded for nobody, instead of being refused. */
  quarantineUnsigned: boolean;
  limits: IngestLimits;
}

/** Why a connection ended, for the log and the recording. */
export type CloseReason =
  | 'client-left'
  | 'no-greeting'
  | 'not-signed-in'
  | 'no-answer'
  | 'too-much-before-sign-in'
  | 'oversized-lines'
  | 'not-reading'
  | 'replaced'
  | 'suspended'
  | 'stopping'
  | 'failed';

/** What the conversation decides; somebody else owns the socket, the recording and the timing sessions. */
export interface ConversationEvents {
  send(text: string): void;
  close(reason: CloseReason): void;
  /** True when this answer proves the key; the owner is then known. */
  checkSignIn(user: string, response: string): boolean;
  /** The stream may be recorded from here on; `signedIn` is false when its owner is unknown. */
  admitted(how: { signedIn: boolean }): void;
  /**
   * Find the timing session now, by the client's id or, when it tells none, by where it comes from. True when it is
   * another one than before.
   */
  identify(connectionId: string | null): boolean;
  /** Prepare to ask for the rows of a location; answered with `askForRows`. */
  locationFound(location: string): void;
  eventName(name: string): void;
  peerError(text: string): void;
}

type Stage = 'greeting' | 'sign-in' | 'talking' | 'refused';

/**
 * Our side of one CTP01 conversation: who speaks when, and what comes next. Pure: messages and the time go in,
 * decisions come out. We say nothing before the client has greeted, however long that takes within the deadline.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #events: ConversationEvents;
  readonly #locations = new LocationBook();
  #stage: Stage = 'greeting';
  #stageSince: InstantMs;
  #identified = false;
  #byOrigin = false;
  #pingsOpen = 0;
  #pingedAt: InstantMs;
  #program = '';
  #programVersion = '';

  constructor(options: ConversationOptions, events: ConversationEvents, nowMs: InstantMs) {
    this.#options = options;
    this.#events = events;
    this.#stageSince = nowMs;
    this.#pingedAt = nowMs;
  }

  get program(): string {
    return this.#program;
  }

  get programVersion(): string {
    return this.#programVersion;
  }

  /** True once lines of this client count for somebody, or for the quarantine. */
  get isTalking(): boolean {
    return this.#stage === 'talking';
  }

  /** A message other than a row. */
  hear(message: Ctp01Message, nowMs: InstantMs): void {
    this.#pingsOpen = 0;
    if (message.kind === 'empty') return;
    if (this.#stage === 'greeting') this.#hearGreeting(message, nowMs);
    else if (this.#stage === 'sign-in') this.#hearSignIn(message, nowMs);
    else if (this.#stage === 'talking') this.#hearTalk(message);
  }

  /**
   * A row came from `location`; `line` is the row with one character per byte, for the name as bytes. True when it
   * may be accepted: the owner is known and the timing session found. Rows that come before the client told its id
   * decide the matter at once.
   */
  hearRow(location: string, line: string, nowMs: InstantMs): boolean {
    this.#pingsOpen = 0;
    if (this.#stage === 'sign-in') this.#unsigned(nowMs);
    if (this.#stage !== 'talking') return false;
    if (!this.#identified) this.#identify(null);
    if (!this.#locations.sawRow(location)) this.#learn(location, line);
    return true;
  }

  /** Time passes: deadlines, pings, doubts about a resume. `deaf` while we do not read: then silence proves nothing. */
  tick(nowMs: InstantMs, deaf: boolean): void {
    const { limits } = this.#options;
    const waitedMs = nowMs - this.#stageSince;
    if (this.#stage === 'greeting' && waitedMs >= limits.greetingDeadlineMs) {
      this.#events.close('no-greeting');
    } else if (this.#stage === 'sign-in' && waitedMs >= limits.signInDeadlineMs) {
      this.#unsigned(nowMs);
    } else if (this.#stage === 'refused' && waitedMs >= limits.refusedLingerMs) {
      this.#events.close('not-signed-in');
    } else if (this.#stage === 'talking') {
      this.#tickTalk(nowMs, deaf);
    }
  }

  /** The resume position of a location is known: ask for its rows, from `fromSeq` on or from the first. */
  askForRows(location: string, fromSeq: number | null, nowMs: InstantMs): void {
    const wireName = this.#locations.asked(location, fromSeq, nowMs);
    if (wireName === null) return;
    this.#events.send(fromSeq === null ? startCommand(wireName) : startCommand(wireName, fromSeq));
  }

  /** Ask once more for rows that are missing. False when this client has no such location. */
  askAgain(location: string, fromSeq: number): boolean {
    const wireName = this.#locations.wireName(location);
    if (wireName === null) return false;
    this.#events.send(startCommand(wireName, fromSeq));
    return true;
  }

  #hearGreeting(message: Ctp01Message, nowMs: InstantMs): void {
    if (message.kind !== 'greeting' || message.protocol !== 'CTP01') return;
    const { serverName, serverVersion, authentication, seed } = this.#options;
    this.#program = message.program;
    this.#programVersion = message.version;
    this.#events.send(openingAnswer(serverName, serverVersion, openingSettings(authentication, seed)));
    if (authentication === 'none') this.#admit(true, nowMs);
    else this.#enter('sign-in', nowMs);
  }

  #hearSignIn(message: Ctp01Message, nowMs: InstantMs): void {
    if (message.kind === 'authorize') {
      if (!this.#events.checkSignIn(message.user, message.response)) {
        this.#refuse('wrong user or password', nowMs);
        return;
      }
      this.#events.send(ACK_AUTHORIZE);
      this.#admit(true, nowMs);
    } else if (message.kind === 'new-location' || message.kind === 'ack') {
      this.#unsigned(nowMs);
      if (this.isTalking) this.#hearTalk(message);
    } else if (message.kind === 'rejected' && (message.field === 'user' || message.field === 'response')) {
      this.#refuse('user or password is missing', nowMs);
    } else if (message.kind === 'ping') {
      this.#events.send(ACK_PING);
    }
  }

  #hearTalk(message: Ctp01Message): void {
    switch (message.kind) {
      case 'ping':
        this.#events.send(ACK_PING);
        break;
      case 'new-location':
        this.#add(message.location, message.wireName);
        break;
      case 'ack':
        this.#hearAnswer(message);
        break;
      case 'error':
        this.#events.peerError(`${message.command}: ${message.text}`);
        break;
      default:
    }
  }

  #hearAnswer({ command, values, wireValues }: Extract<Ctp01Message, { kind: 'ack' }>): void {
    if (command === 'geteventinfo') this.#events.eventName(values[0] ?? '');
    if (command === 'getconnectionid') this.#identify(values[0] || null);
    if (command !== 'getlocations') return;
    values.forEach((name, index) => {
      this.#add(name, wireValues[index] ?? '');
    });
  }

  /** A client that must sign in and did not. */
  #unsigned(nowMs: InstantMs): void {
    if (this.#options.quarantineUnsigned) this.#admit(false, nowMs);
    else this.#refuse('sign in with a timing key', nowMs);
  }

  #refuse(why: string, nowMs: InstantMs): void {
    this.#events.send(refuseAuthorize(why));
    this.#enter('refused', nowMs);
  }

  #admit(signedIn: boolean, nowMs: InstantMs): void {
    this.#enter('talking', nowMs);
    this.#pingedAt = nowMs;
    this.#events.admitted({ signedIn });
    // The event's name first: it is known by then when a client without an id has to be recognised.
    this.#events.send(GET_EVENT_INFO + GET_LOCATIONS + GET_CONNECTION_ID);
  }

  #tickTalk(nowMs: InstantMs, deaf: boolean): void {
    const { limits } = this.#options;
    if (!this.#identified && nowMs - this.#stageSince >= limits.identifyDeadlineMs) this.#identify(null);
    if (this.#byOrigin) this.#doubtResumes(nowMs);
    if (deaf) {
      this.#pingsOpen = 0;
    } else if (nowMs - this.#pingedAt >= limits.pingEveryMs) {
      this.#ping(nowMs);
    }
  }

  #ping(nowMs: InstantMs): void {
    if (this.#pingsOpen >= this.#options.limits.pingsUnanswered) {
      this.#events.close('no-answer');
      return;
    }
    this.#pingedAt = nowMs;
    this.#pingsOpen += 1;
    this.#events.send(PING);
  }

  /**
   * A client that is only recognised by where it comes from may be a new run that counts from 1 again. Then it is
   * silent after a resume, for its numbers are below; asking for everything costs only duplicates.
   */
  #doubtResumes(nowMs: InstantMs): void {
    for (const location of this.#locations.takeDoubtful(nowMs, this.#options.limits.resumeDoubtMs)) {
      this.askAgain(location, 1);
    }
  }

  #identify(connectionId: string | null): void {
    // Once identified, only an id that comes late can still change something.
    if (this.#identified && (connectionId === null || !this.#byOrigin)) return;
    this.#identified = true;
    this.#byOrigin = connectionId === null;
    if (!this.#events.identify(connectionId)) return;
    for (const name of this.#locations.names()) this.#events.locationFound(name);
  }

  /** Take the location's name from a row, and its bytes from the same row before it was decoded. */
  #learn(location: string, line: string): void {
    const row = parseRow(line, line, 'lap-reader-antenna');
    this.#add(location, 'location' in row ? row.location : '');
  }

  #add(name: string, wireName: string): void {
    if (this.#locations.add(name, wireName) && this.#identified) this.#events.locationFound(name);
  }

  #enter(stage: Stage, nowMs: InstantMs): void {
    this.#stage = stage;
    this.#stageSince = nowMs;
  }
}
