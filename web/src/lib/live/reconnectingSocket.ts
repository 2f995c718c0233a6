import { SOCKET_ENDED } from '@project88/core/contract/live.ts';

/** A WebSocket that comes back by itself. Knows nothing of what it carries but that it is JSON. */

/** First wait before coming back; doubles with every failure, with jitter so that many consoles do not return at once. */
const FIRST_RETRY_MS = 400;
/** How the server closes a socket that has nothing more to tell: coming back would not help. */
const CLOSED_FOR_GOOD = 1_000;

/** Longest wait: an operator should not stare at an old picture for longer. */
const LONGEST_RETRY_MS = 8_000;

export type LinkState = 'connecting' | 'open' | 'lost';

export interface SocketEvents<In> {
  onOpen: () => void;
  onMessage: (message: In) => void;
  onState: (state: LinkState) => void;
  /** The right to be open is over (the login, the permission or the partner's): it does not come back. */
  onEnded?: () => void;
}

export interface ReconnectingSocket<Out> {
  /** Send when open; otherwise the message is dropped, because `onOpen` says everything again. */
  send(message: Out): void;
  close(): void;
}

/** Wait before attempt number `attempt` (from 0): 50 to 100 % of the doubled time. `random` is 0 to 1. */
export function retryDelayMs(attempt: number, random: number): number {
  const fullMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
  return Math.round(fullMs * (0.5 + random / 2));
}

/** The socket address beside this page. */
export function socketUrl(path: string): string {
  return new URL(path, location.href.replace(/^http/, 'ws')).href;
}

/** Open a socket and keep it open until `close`. A browser that comes back online tries at once. */
export function openSocket<In, Out>(url: string, events: SocketEvents<In>): ReconnectingSocket<Out> {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let ended = false;

  function connect(): void {
    clearTimeout(timer);
    const next = new WebSocket(url);
    socket = next;
    next.onopen = () => {
      attempt = 0;
      events.onState('open');
      events.onOpen();
    };
    next.onmessage = (event) => events.onMessage(JSON.parse(String(event.data)) as In);
    next.onclose = ({ code }) => {
      if (ended || socket !== next) return;
      socket = null;
      events.onState('lost');
      if (code === CLOSED_FOR_GOOD) return;
      if (code === SOCKET_ENDED.signedOut || code === SOCKET_ENDED.refused) {
        events.onEnded?.();
        return;
      }
      timer = setTimeout(connect, retryDelayMs(attempt, Math.random()));
      attempt += 1;
    };
  }

  function comeBackNow(): void {
    if (socket === null) connect();
  }

  globalThis.addEventListener('online', comeBackNow);
  events.onState('connecting');
  connect();
  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      ended = true;
      clearTimeout(timer);
      globalThis.removeEventListener('online', comeBackNow);
      socket?.close();
    },
  };
}
