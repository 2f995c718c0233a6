import { describe, expect, it } from 'vitest';
import { screenKey } from './screenKey.ts';

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

describe('screenKey', () => {
  it('is the same at every start, and one that the server takes', () => {
    const storage = memory();
    const key = screenKey(() => storage, random, '');
    expect(key).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(screenKey(() => storage, random, '')).toBe(key);
  });

  it('tells the screens of one machine apart', () => {
    const storage = memory();
    const keys = ['', 'left', 'right'].map((place) => screenKey(() => storage, random, place));
    expect(new Set(keys).size).toBe(3);
  });

  it('replaces what is no key', () => {
    const storage = memory();
    storage.setItem('p88-screen-key', '<b>');
    expect(screenKey(() => storage, random, '')).toMatch(/^[\w-]{16}$/);
  });

  it('works where storage is switched off or full', () => {
    const closed = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const full = { getItem: () => null, setItem: closed };
    expect(screenKey(closed, random, '')).toMatch(/^[\w-]{16}$/);
    expect(screenKey(() => full, random, '')).toMatch(/^[\w-]{16}$/);
  });
});
