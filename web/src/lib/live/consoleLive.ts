import type {
  ConsoleClientMessage,
  ConsoleServerMessage,
  OperatorState,
} from '@project88/core/contract/live.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type LinkState, openSocket, type ReconnectingSocket, socketUrl } from './reconnectingSocket.ts';

export interface ConsoleLiveState {
  link: LinkState;
  /** Since when the link is down, by this machine's clock; null while it is up. */
  lostSinceMs: number | null;
  /** Server time minus this machine's clock at the last state: ages are shown by server time. */
  serverOffsetMs: number;
  /** The newest state of the watched display session. Kept while the link is down: old but said to be old. */
  operator: OperatorState | null;
  /** A display session that was deleted or has expired while it was watched. */
  goneId: string | null;
  /** The server has closed the connection for good: who is signed in, or what they may do, has changed. */
  ended: boolean;
  /** Who is at the template that is open here, as the server told last. */
  atTemplate: AtTemplate | null;
}

export type AtTemplate = Extract<ConsoleServerMessage, { t: 'presence' }>;

/** A template that is open here. */
export interface TemplatePlace {
  /** Say the wish to change it again, so that nobody thinks that we are away; or take it from whoever has it. */
  say(takeOver?: boolean): void;
  leave(): void;
}

export interface ConsoleLive {
  store: StoreApi<ConsoleLiveState>;
  /** Follow one display session (the last caller wins). Returns the function that ends it. */
  watchDisplaySession(id: string): () => void;
  /** Follow the timing sessions. `onItems` gets the whole list at each change. Returns the function that ends it. */
  watchTiming(onItems: (items: TimingSessionView[]) => void): () => void;
  /** Be at a template, at one at most, with or without the wish to change it. */
  openTemplate(templateId: string, edits: boolean): TemplatePlace;
  start(): void;
  stop(): void;
}

export type OpenConsoleSocket = (events: {
  onOpen: () => void;
  onMessage: (message: ConsoleServerMessage) => void;
  onState: (state: LinkState) => void;
  onEnded: () => void;
}) => ReconnectingSocket<ConsoleClientMessage>;

const openRealSocket: OpenConsoleSocket = (events) => openSocket(socketUrl('/live/console'), events);

const INITIAL: ConsoleLiveState = {
  link: 'connecting',
  lostSinceMs: null,
  serverOffsetMs: 0,
  operator: null,
  goneId: null,
  ended: false,
  atTemplate: null,
};

/** The template that is open here, if any, and what the server is told about it. */
function createPlace(store: StoreApi<ConsoleLiveState>, send: (message: ConsoleClientMessage) => void) {
  let place: { templateId: string; edits: boolean } | null = null;

  function tell(takeOver?: boolean): void {
    if (place !== null) send({ t: 'at-template', ...place, ...(takeOver && { takeOver }) });
  }

  return {
    tell,
    receive(message: AtTemplate): void {
      if (message.templateId === place?.templateId) store.setState({ atTemplate: message });
    },
    open(templateId: string, edits: boolean): TemplatePlace {
      const here = { templateId, edits };
      place = here;
      store.setState({ atTemplate: null });
      tell();
      return {
        say: (takeOver) => place === here && tell(takeOver),
        leave() {
          if (place !== here) return;
          place = null;
          store.setState({ atTemplate: null });
          send({ t: 'at-template', templateId: null, edits: false });
        },
      };
    },
  };
}

/** The one live connection of the console. It says again what it watches whenever it comes back. */
export function createConsoleLive(open: OpenConsoleSocket = openRealSocket, nowMs = Date.now): ConsoleLive {
  const store = createStore<ConsoleLiveState>(() => INITIAL);
  const timingListeners = new Set<(items: TimingSessionView[]) => void>();
  let displaySessionId: string | null = null;
  let socket: ReconnectingSocket<ConsoleClientMessage> | null = null;

  function tellWatched(): void {
    socket?.send({ t: 'watch', displaySessionId, timing: timingListeners.size > 0 });
  }

  const place = createPlace(store, (message) => socket?.send(message));

  function receive(message: ConsoleServerMessage): void {
    if (message.t === 'presence') {
      place.receive(message);
      return;
    }
    if (message.t === 'timing') for (const listener of timingListeners) listener(message.items);
    if (message.t === 'operator-gone') store.setState({ goneId: message.displaySessionId });
    if (message.t !== 'operator' || message.state.displaySessionId !== displaySessionId) return;
    store.setState({ operator: message.state, serverOffsetMs: message.state.nowMs - nowMs() });
  }

  function setLink(link: LinkState): void {
    const { lostSinceMs } = store.getState();
    store.setState({ link, lostSinceMs: link === 'lost' ? (lostSinceMs ?? nowMs()) : null });
  }

  return {
    store,
    watchDisplaySession(id) {
      displaySessionId = id;
      store.setState({ operator: null, goneId: null });
      tellWatched();
      return () => {
        if (displaySessionId !== id) return;
        displaySessionId = null;
        store.setState({ operator: null });
        tellWatched();
      };
    },
    watchTiming(onItems) {
      timingListeners.add(onItems);
      tellWatched();
      return () => {
        timingListeners.delete(onItems);
        if (timingListeners.size === 0) tellWatched();
      };
    },
    openTemplate: place.open,
    start() {
      socket ??= open({
        onOpen() {
          tellWatched();
          place.tell();
        },
        onMessage: receive,
        onState: setLink,
        onEnded: () => store.setState({ ended: true }),
      });
    },
    stop() {
      socket?.close();
      socket = null;
      store.setState(INITIAL);
    },
  };
}
