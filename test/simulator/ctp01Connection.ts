import { createHash, createHmac } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  AUTHENTICATION_MODES,
  type Digests,
  expectedResponse,
} from '@project88/core/wire/ctp01/authentication.ts';
import type { ClientProfile } from './clientProfile.ts';
import { isFormatWord } from './ctp01Rows.ts';
import { RowSender } from './rowSender.ts';
import type { RowStore } from './rowStore.ts';

/** What the client is told. */
export interface ConnectionEvents {
  ready(): void;
  /** Everything that was asked for was handed to the network. */
  idle(): void;
  /** The server did something that real clients trip over. */
  complaint(text: string): void;
}

const digests: Digests = {
  hmac: (name, key, message) => createHmac(name, key).update(message, 'latin1').digest('hex'),
  hash: (name, text) => createHash(name).update(text, 'latin1').digest('hex'),
};

type Phase = 'greeting' | 'settings' | 'authorizing' | 'ready' | 'leaving';

/** One TCP connection of timing software: the client's side of CTP01, as the vendor's program behaves. */
export class Ctp01Connection {
  readonly socket: Socket;
  /** What the server asked for. */
  readonly settings = new Map<string, string>();
  readonly #store: RowStore;
  readonly #profile: ClientProfile;
  readonly #events: ConnectionEvents;
  readonly #sender: RowSender;
  readonly #timers = new Set<NodeJS.Timeout>();
  #phase: Phase = 'greeting';
  #settingsLeft = 0;
  #received = '';

  constructor(socket: Socket, store: RowStore, profile: ClientProfile, events: ConnectionEvents) {
    this.socket = socket;
    this.#store = store;
    this.#profile = profile;
    this.#events = events;
    this.#sender = new RowSender(store, this.settings, {
      canTake: () => !socket.writableNeedDrain && !socket.destroyed,
      write: (text) => this.sendRaw(text),
    });
    socket.setNoDelay(true);
    socket.on('connect', () => this.#greet());
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('drain', () => this.pump());
    socket.on('close', () => this.#forgetTimers());
  }

  get isReady(): boolean {
    return this.#phase === 'ready';
  }

  /** Was every location started, and everything handed to the network? */
  get isIdle(): boolean {
    return this.isReady && this.#sender.isDone && this.socket.writableLength === 0;
  }

  /** Send bytes as they are, cut into pieces when the profile says so. */
  sendRaw(text: string): void {
    const bytes = Buffer.from(text, this.#profile.encoding);
    for (const piece of this.#profile.fragment?.(bytes) ?? [bytes]) this.socket.write(piece);
  }

  /** Send the rows that were asked for and not sent, as fast as the server reads. */
  pump(): void {
    if (!this.isReady) return;
    this.#sender.pump();
    // The callback of an empty write comes after all writes before it.
    this.socket.write('', () => {
      if (this.isIdle) this.#events.idle();
    });
  }

  #greet(): void {
    const { program, version, greetingDelayMs, openingDeadlineMs } = this.#profile;
    this.#after(greetingDelayMs, () => this.#line(`${program}~${version}~CTP01`));
    this.#after(greetingDelayMs + openingDeadlineMs, () => {
      if (!this.isReady) this.#leave('the opening was not finished in time', 0);
    });
  }

  /** Only CR LF ends a line for this client. */
  #receive(chunk: Buffer): void {
    const lines = (this.#received + chunk.toString('latin1')).split('\r\n');
    this.#received = lines.pop() ?? '';
    for (const line of lines) this.#hear(Buffer.from(line, 'latin1').toString(this.#profile.encoding));
  }

  #hear(line: string): void {
    if (line === '') this.#leave('an empty line');
    else if (this.#phase === 'greeting') this.#hearGreeting(line);
    else if (this.#phase === 'settings') this.#hearSetting(line);
    else if (this.#phase === 'authorizing') this.#hearVerdict(line);
    else if (this.#phase === 'ready') this.#obey(line.split('~'));
  }

  #hearGreeting(line: string): void {
    const count = /^[^~]+~[^~]+~(\d+)$/.exec(line)?.[1];
    if (count === undefined) {
      this.#leave(`a greeting that is none: ${line}`);
      return;
    }
    this.#settingsLeft = Number(count);
    this.#phase = 'settings';
    if (this.#settingsLeft === 0) this.#settle();
  }

  #hearSetting(line: string): void {
    const equals = line.indexOf('=');
    if (equals === -1) this.#events.complaint(`a command among the settings: ${line}`);
    else this.settings.set(line.slice(0, equals), line.slice(equals + 1));
    this.#settingsLeft -= 1;
    if (this.#settingsLeft === 0) this.#settle();
  }

  /** All settings are here: sign in when asked to, else begin. */
  #settle(): void {
    const mode = AUTHENTICATION_MODES.find(
      (each) => each === (this.settings.get('authentication') ?? 'none'),
    );
    if (mode === undefined) this.#leave('an authentication that does not exist');
    else if (!isFormatWord(this.#sender.style.word)) this.#leave('a format word that does not exist');
    else if (mode === 'none') this.#becomeReady();
    else {
      const { user, password } = this.#profile;
      const seed = this.settings.get('authentication-seed') ?? '';
      this.#phase = 'authorizing';
      this.#line(`authorize~${user}~${expectedResponse(mode, password, seed, digests)}`);
    }
  }

  /** Anything that is no error admits the client. */
  #hearVerdict(line: string): void {
    if (line.startsWith('err')) {
      this.#leave(`refused: ${line}`, 0);
      return;
    }
    if (!line.startsWith('ack~authorize')) this.#events.complaint(`an odd answer to authorize: ${line}`);
    this.#becomeReady();
  }

  #becomeReady(): void {
    this.#phase = 'ready';
    if (!this.#waitsForIdQuestion) this.#offerLocations();
    this.#events.ready();
  }

  /** With this setting the client offers nothing before it was asked for its id. */
  get #waitsForIdQuestion(): boolean {
    return this.settings.get('connection-id') === 'true';
  }

  #offerLocations(): void {
    if (this.settings.get('newlocations') === 'true') this.#sender.offerLocations();
  }

  #obey([first = '', ...values]: string[]): void {
    const word = first.toLowerCase();
    const answer = this.#answerTo(word, values);
    if (answer !== null) this.#line(answer);
    if (word === 'getconnectionid' && this.#waitsForIdQuestion) this.#offerLocations();
    if (word === 'start') this.pump();
  }

  #answerTo(word: string, values: string[]): string | null {
    switch (word) {
      case 'ping':
        return 'ack~ping';
      case 'start':
        return orError(word, this.#sender.start(values));
      case 'stop':
        return orError(word, this.#sender.stop(values));
      case 'getdata':
        return orError(word, 'command unavailable in push mode');
      case 'geteventinfo':
      case 'getlocations':
      case 'getconnectionid':
        return this.#profile.answersQuestions ? `ack~${word}~${this.#informationOn(word)}` : null;
      default:
        if (word !== 'ack') this.#events.complaint(`an unknown command: ${word}`);
        return null;
    }
  }

  #informationOn(word: 'geteventinfo' | 'getlocations' | 'getconnectionid'): string {
    const { eventName, connectionId } = this.#profile;
    if (word === 'getlocations') return this.#store.locations.join('~');
    return word === 'geteventinfo' ? `${eventName}~0~${eventName}` : connectionId;
  }

  #line(text: string): void {
    this.sendRaw(`${text}\r\n`);
  }

  #leave(why: string, delayMs = this.#profile.leaveDelayMs): void {
    if (this.#phase === 'leaving') return;
    this.#phase = 'leaving';
    this.#events.complaint(why);
    this.#after(delayMs, () => this.socket.destroy());
  }

  #after(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, delayMs);
    this.#timers.add(timer);
  }

  #forgetTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

function orError(word: string, error: string | null): string | null {
  return error === null ? null : `err~${word}~${error}`;
}
