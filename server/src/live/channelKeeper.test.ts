import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Keeper } from './channelKeeper.ts';

let keeper: Keeper;
afterEach(() => keeper.stop());

/** Something to keep, in a store that can be away. */
function storeOf(againMs = 1) {
  const store = { value: 0, stored: [] as number[], isAway: false, tries: new EventEmitter() };
  keeper = new Keeper(async () => {
    const { value } = store;
    await Promise.resolve();
    store.tries.emit('try');
    if (store.isAway) throw new Error('away');
    store.stored.push(value);
  }, againMs);
  return store;
}

describe('a keeper', () => {
  it('stores what is newest, and of changes that come meanwhile only the last', async () => {
    const store = storeOf();
    const all = [1, 2, 3].map((value) => {
      store.value = value;
      return keeper.changed();
    });
    await Promise.all(all);
    expect(store.stored.at(-1)).toBe(3);
    expect(store.stored.length).toBeLessThan(3);
    expect(keeper.isBehind).toBe(false);
  });

  it('tries again until the store is back', async () => {
    const store = storeOf();
    store.isAway = true;
    store.value = 7;
    await keeper.changed();
    expect(keeper.isBehind).toBe(true);
    await once(store.tries, 'try');
    store.isAway = false;
    while (keeper.isBehind) await once(store.tries, 'try').then(() => new Promise(setImmediate));
    expect(store.stored).toEqual([7]);
  });

  it('that is stopped tries no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = storeOf();
    store.isAway = true;
    await keeper.changed();
    expect(vi.getTimerCount()).toBe(1);
    keeper.stop();
    await keeper.changed();
    keeper.changedSoon(1);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
