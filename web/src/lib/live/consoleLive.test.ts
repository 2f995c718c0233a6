import type {
  ConsoleClientMessage,
  ConsoleServerMessage,
  OperatorState,
} from '@project88/core/contract/live.ts';
import { EMPTY_STATUS, NO_PROGRAM } from '@project88/core/displays/screen/screen.ts';
import { describe, expect, it, vi } from 'vitest';
import { createConsoleLive } from './consoleLive.ts';
import { type LinkState, retryDelayMs } from './reconnectingSocket.ts';

type Events = {
  onOpen: () => void;
  onMessage: (message: ConsoleServerMessage) => void;
  onState: (state: LinkState) => void;
  onEnded: () => void;
};

/** The console's live store over a wire that the test holds in its hand. */
function wired(nowMs = () => 1_000) {
  const sent: ConsoleClientMessage[] = [];
  const close = vi.fn();
  let events: Events | undefined;
  const live = createConsoleLive((given) => {
    events = given;
    return { send: (message) => sent.push(message), close };
  }, nowMs);
  live.start();
  if (events === undefined) throw new Error('the socket was not opened');
  return { live, sent, close, wire: events };
}

function operatorState(displaySessionId: string, nowMs: number): OperatorState {
  return {
    displaySessionId,
    rev: 1,
    nowMs,
    onAir: null,
    status: EMPTY_STATUS,
    waiting: [],
    recent: [],
    crowd: null,
    boards: {},
    approaching: [],
    program: NO_PROGRAM,
    skipped: 0,
    unknownTags: [],
    screens: [],
    readsPerMinute: 0,
    latency: null,
    template: { id: 'finish-hero', name: 'Finish line', version: null },
    programRev: 0,
    playlist: null,
    frozen: false,
    called: [],
    present: [],
  };
}

describe('the live store of the console', () => {
  it('takes the state of the watched display session only', () => {
    const { live, wire } = wired();
    live.watchDisplaySession('a');
    wire.onMessage({ t: 'operator', state: operatorState('b', 5_000) });
    expect(live.store.getState().operator).toBeNull();
    wire.onMessage({ t: 'operator', state: operatorState('a', 5_000) });
    expect(live.store.getState()).toMatchObject({
      operator: { displaySessionId: 'a' },
      serverOffsetMs: 4_000,
    });
  });

  it('says again what it watches after a reconnect', () => {
    const { live, wire, sent } = wired();
    live.watchDisplaySession('a');
    live.watchTiming(() => {});
    sent.length = 0;
    wire.onOpen();
    expect(sent).toEqual([{ t: 'watch', displaySessionId: 'a', timing: true }]);
  });

  it('a page that leaves late does not end the watch of the page that came', () => {
    const { live, sent } = wired();
    const leaveFirst = live.watchDisplaySession('a');
    live.watchDisplaySession('b');
    leaveFirst();
    expect(sent.at(-1)).toEqual({ t: 'watch', displaySessionId: 'b', timing: false });
  });

  it('keeps the first moment of a lost link over all retries', () => {
    let now = 1_000;
    const { live, wire } = wired(() => now);
    wire.onState('lost');
    now = 9_000;
    wire.onState('lost');
    expect(live.store.getState()).toMatchObject({ link: 'lost', lostSinceMs: 1_000 });
    wire.onState('open');
    expect(live.store.getState()).toMatchObject({ link: 'open', lostSinceMs: null });
  });

  it('gives timing items to those who follow, and stops with them', () => {
    const { live, wire, sent } = wired();
    const onItems = vi.fn();
    const end = live.watchTiming(onItems);
    wire.onMessage({ t: 'timing', items: [] });
    end();
    wire.onMessage({ t: 'timing', items: [] });
    expect(onItems).toHaveBeenCalledTimes(1);
    expect(sent.at(-1)).toEqual({ t: 'watch', displaySessionId: null, timing: false });
  });

  it('says again at which template it is after a reconnect, and takes the word about no other', () => {
    const { live, wire, sent } = wired();
    const place = live.openTemplate('t', true);
    sent.length = 0;
    wire.onOpen();
    place.say(true);
    expect(sent.slice(1)).toEqual([
      { t: 'at-template', templateId: 't', edits: true },
      { t: 'at-template', templateId: 't', edits: true, takeOver: true },
    ]);
    wire.onMessage({ t: 'presence', templateId: 'other', people: [], draftRev: 1 });
    expect(live.store.getState().atTemplate).toBeNull();
    wire.onMessage({ t: 'presence', templateId: 't', people: [], draftRev: 2 });
    expect(live.store.getState().atTemplate?.draftRev).toBe(2);
    place.leave();
    place.say();
    expect(sent.at(-1)).toEqual({ t: 'at-template', templateId: null, edits: false });
    expect(live.store.getState().atTemplate).toBeNull();
  });

  it('notes a display session that went away', () => {
    const { live, wire } = wired();
    live.watchDisplaySession('a');
    wire.onMessage({ t: 'operator-gone', displaySessionId: 'a' });
    expect(live.store.getState().goneId).toBe('a');
  });

  it('notes that the server ended it, until it is started anew', () => {
    const { live, wire } = wired();
    wire.onEnded();
    expect(live.store.getState().ended).toBe(true);
    live.stop();
    expect(live.store.getState().ended).toBe(false);
  });

  it('closes on stop and starts anew', () => {
    const { live, close } = wired();
    live.stop();
    expect(close).toHaveBeenCalledOnce();
    expect(live.store.getState().link).toBe('connecting');
  });
});

describe('the wait before coming back', () => {
  it('grows, has jitter, and has a limit', () => {
    expect(retryDelayMs(0, 1)).toBe(400);
    expect(retryDelayMs(0, 0)).toBe(200);
    expect(retryDelayMs(3, 1)).toBe(3_200);
    expect(retryDelayMs(30, 1)).toBe(8_000);
  });
});
