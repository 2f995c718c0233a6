import {
  LIVE_PROTOCOL_VERSION,
  type ScreenClientMessage,
  type ScreenServerMessage,
  type ScreenSettings,
  SOCKET_ENDED,
} from '@project88/core/contract/live.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { retryDelayMs } from './backoff.ts';
import { FIRST_CLOCK_SAMPLES, LIVE_TIMES, type LiveTimes } from './limits.ts';
import { EMPTY_REPLICA, type Replica, receive } from './replica.ts';
import { createServerClock, type ServerClock } from './serverClock.ts';

/** The part of a browser's WebSocket that is used here. */
export type LiveSocket = Pick<WebSocket, 'onopen' | 'onmessage' | 'onclose' | 'onerror' | 'send' | 'close'>;

export type GoneReason = Extract<ScreenServerMessage, { t: 'gone' }>['reason'];

/** A new state, when the server sent it, and when the newest read in it was received there. */
export interface News {
  state: ScreenState;
  sentAtMs: number;
  readAtMs: number | null;
}

/** What a screen tells of itself. */
export type AboutScreen = Pick<
  Extract<ScreenClientMessage, { t: 'hello' }>,
  'key' | 'page' | 'cached' | 'widthPx' | 'heightPx'
>;

/** What was known before the first message: how long ago the server was heard, and its time now. */
export interface Heard {
  agoMs: number;
  serverNowMs: number;
}

export interface LiveClientOptions {
  openSocket(): LiveSocket;
  /** Asked after a connection could not be opened: why the link ended, or null when trying again makes sense. */
  whyGone(): Promise<GoneReason | null>;
  /** Monotonic milliseconds; on most machines they stand still while it sleeps. */
  now(): number;
  /** Milliseconds of the wall clock. Only its jumps are looked at: it may be wrong by hours. */
  wallNow(): number;
  random(): number;
  about(): AboutScreen;
  /** From an earlier start of this page; null when there was none. */
  heard: Heard | null;
  /** At most once per message. */
  onState(news: News): void;
  /** The last call: the client has stopped. */
  onGone(reason: GoneReason): void;
  /** A connection is open. */
  onOpen?(): void;
  onIdentify(number: number, name: string): void;
  onSettings(settings: ScreenSettings): void;
  onReload(): void;
  onFreeze(frozen: boolean): void;
  /** The server speaks another version of the protocol; the page must be loaded again. */
  onOtherVersion(): void;
  times?: LiveTimes;
}

type StateMessage = Extract<ScreenServerMessage, { t: 'snapshot' | 'delta' | 'tick' }>;
type OrderMessage = Extract<ScreenServerMessage, { t: 'identify' | 'settings' | 'freeze' | 'reload' }>;
type Timer = ReturnType<typeof setTimeout>;

/** Keeps a copy of a display session's state over a WebSocket, through all losses of the connection. */
export class LiveClient {
  readonly #options: LiveClientOptions;
  readonly #times: LiveTimes;
  readonly #clock: ServerClock;
  readonly #timers: Timer[];
  #retryTimer: Timer | undefined;
  #replica: Replica = EMPTY_REPLICA;
  #socket: LiveSocket | null = null;
  #isOpen = false;
  #connectedAtMs = 0;
  #heardAtMs: number | null = null;
  #failures = 0;
  #samplesLeft = 0;
  /** How far the wall clock is ahead of the monotonic one. */
  #wallAheadMs: number;
  #stopped = false;

  /** Connects at once and goes on until `stop` or the end of the link. */
  constructor(options: LiveClientOptions) {
    this.#options = options;
    this.#times = options.times ?? LIVE_TIMES;
    this.#clock = createServerClock(options.now);
    this.#wallAheadMs = options.wallNow() - options.now();
    if (options.heard !== null) this.#remember(options.heard);
    this.#timers = [
      setInterval(() => this.#look(), this.#times.watchMs),
      setInterval(() => this.#askTime(), this.#times.clockSampleMs),
    ];
    this.#connect();
  }

  /** The server's time now, or null before its first message. */
  serverNow(): InstantMs | null {
    return this.#clock.now();
  }

  /** The server's time now, as measured; null while it is only guessed. For measurements. */
  exactNow(): InstantMs | null {
    return this.#clock.isExact() ? this.#clock.now() : null;
  }

  /** Milliseconds since the server was last heard; null when it never was. */
  heardAgoMs(): number | null {
    return this.#heardAtMs === null ? null : this.#options.now() - this.#heardAtMs;
  }

  /** Milliseconds since the server was last heard when the data is old, else null. */
  dataAgeMs(): number | null {
    const ageMs = this.heardAgoMs();
    const limitMs = this.#isOpen ? this.#times.oldAfterWhileConnectedMs : this.#times.oldAfterMs;
    return ageMs !== null && ageMs >= limitMs ? ageMs : null;
  }

  /** Revision of the state that was last handed on; 0 before the first. */
  get rev(): number {
    return this.#replica.held?.rev ?? 0;
  }

  /** Tell the server how this screen does: frames per second, how late its last change and its reads were drawn. */
  beat(fps: number, lateMs: number | null, readMs: number[]): void {
    this.#say({ t: 'beat', rev: this.rev, fps, lateMs, readMs });
  }

  /** Something of `about` has changed. */
  introduce(): void {
    const rev = this.#replica.held?.rev ?? null;
    this.#say({ t: 'hello', v: LIVE_PROTOCOL_VERSION, rev, ...this.#options.about() });
  }

  /** The page is visible again or the network is back: look at the connection now. */
  wake(): void {
    this.#clock.restart();
    this.#seeSleep();
    this.#watch();
    if (this.#socket === null) this.#connect();
    else this.#askTimes();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    for (const timer of this.#timers) clearInterval(timer);
    this.#drop();
  }

  #connect(): void {
    if (this.#stopped || this.#socket !== null) return;
    const socket = this.#options.openSocket();
    this.#socket = socket;
    this.#connectedAtMs = this.#options.now();
    socket.onopen = () => this.#greet();
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = ({ code }) => (isForGood(code) ? this.#end('revoked') : this.#lose());
    socket.onerror = () => undefined; // a close event follows and says everything there is to know
  }

  #greet(): void {
    this.#isOpen = true;
    this.#replica = { ...this.#replica, awaitsSnapshot: true, aheadRev: null };
    this.introduce();
    this.#askTimes();
    this.#options.onOpen?.();
  }

  #hear(text: string): void {
    const message = parse(text);
    if (message === null) {
      this.#lose();
      return;
    }
    this.#heardAtMs = this.#options.now();
    if (isState(message)) this.#hearState(message);
    else if (message.t === 'time') this.#hearTime(message.sentMs, message.nowMs);
    else if (message.t === 'gone') this.#end(message.reason);
    else this.#hearOrder(message);
  }

  /** What an operator wants of this screen. A kind that is not known is a newer server's, and is left alone. */
  #hearOrder(message: OrderMessage): void {
    if (message.t === 'identify') this.#options.onIdentify(message.number, message.name);
    else if (message.t === 'settings') this.#options.onSettings(message.settings);
    else if (message.t === 'freeze') this.#options.onFreeze(message.frozen);
    else if (message.t === 'reload') this.#options.onReload();
  }

  #hearTime(sentMs: number, nowMs: number): void {
    this.#clock.sample(sentMs, nowMs, this.#options.now());
    this.#samplesLeft -= 1;
    if (this.#samplesLeft > 0) this.#askTime();
  }

  #hearState(message: StateMessage): void {
    if (message.t === 'snapshot' && message.v !== LIVE_PROTOCOL_VERSION) {
      this.#options.onOtherVersion();
      return;
    }
    this.#failures = 0;
    this.#clock.hint(message.nowMs);
    const before = this.#replica;
    this.#replica = receive(before, message);
    const { held, awaitsSnapshot } = this.#replica;
    if (awaitsSnapshot && !before.awaitsSnapshot) this.#say({ t: 'resync' });
    if (held === null || held === before.held) return;
    const readAtMs = message.t === 'delta' ? (message.readAtMs ?? null) : null;
    this.#options.onState({ state: held.state, sentAtMs: message.nowMs, readAtMs });
  }

  /** The connection is over, by a close or by silence: forget this socket and try again. */
  #lose(): void {
    const wasOpen = this.#isOpen;
    this.#drop();
    clearTimeout(this.#retryTimer);
    const delayMs = retryDelayMs(this.#failures, this.#options.random);
    this.#retryTimer = setTimeout(() => void this.#retry(wasOpen), delayMs);
    this.#failures += 1;
  }

  /** A browser does not tell why a socket was refused, so the link is looked up before trying again. */
  async #retry(wasOpen: boolean): Promise<void> {
    const reason = wasOpen ? null : await this.#options.whyGone();
    if (reason === null) this.#connect();
    else this.#end(reason);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#isOpen = false;
    if (socket === null) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #remember({ agoMs, serverNowMs }: Heard): void {
    this.#heardAtMs = this.#options.now() - agoMs;
    this.#clock.hint(serverNowMs);
  }

  #look(): void {
    if (this.#seeSleep()) this.wake();
    else this.#watch();
  }

  /** Whether the machine has slept: its wall clock went on while the monotonic one stood still. */
  #seeSleep(): boolean {
    const aheadMs = this.#options.wallNow() - this.#options.now();
    const sleptMs = aheadMs - this.#wallAheadMs;
    this.#wallAheadMs = aheadMs;
    if (sleptMs < this.#times.sleptMs) return false;
    this.#clock.shift(sleptMs);
    if (this.#heardAtMs !== null) this.#heardAtMs -= sleptMs;
    return true;
  }

  /** A half-open connection never closes by itself: silence is how it is known. */
  #watch(): void {
    if (this.#socket === null) return;
    const silentSinceMs = Math.max(this.#connectedAtMs, this.#heardAtMs ?? 0);
    if (this.#options.now() - silentSinceMs > this.#times.silenceMs) this.#lose();
  }

  #askTimes(): void {
    this.#samplesLeft = FIRST_CLOCK_SAMPLES;
    this.#askTime();
  }

  #askTime(): void {
    this.#say({ t: 'time', sentMs: this.#options.now() });
  }

  #say(message: ScreenClientMessage): void {
    if (this.#isOpen) this.#socket?.send(JSON.stringify(message));
  }

  #end(reason: GoneReason): void {
    if (this.#stopped) return;
    this.stop();
    this.#options.onGone(reason);
  }
}

function isState(message: ScreenServerMessage): message is StateMessage {
  return message.t === 'snapshot' || message.t === 'delta' || message.t === 'tick';
}

/** The partner is suspended, or the link ended in the moment of opening: coming back would be refused. */
function isForGood(code: number): boolean {
  return code === SOCKET_ENDED.signedOut || code === SOCKET_ENDED.refused;
}

/** Null for something that is no message: then the connection is not what it should be. */
function parse(text: string): ScreenServerMessage | null {
  try {
    return JSON.parse(text) as ScreenServerMessage;
  } catch {
    return null;
  }
}
