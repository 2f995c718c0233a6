import { afterEach, describe, expect, it } from 'vitest';
import { operatorKeyOf, setSingleKeys } from './shortcuts.ts';

function press(key: string, on: Element = document.body, init: KeyboardEventInit = {}): string | null {
  let seen: string | null = null;
  const listen = (event: Event) => {
    seen = operatorKeyOf(event as KeyboardEvent);
  };
  document.addEventListener('keydown', listen, { once: true });
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
  return seen;
}

function place(html: string): Element {
  document.body.innerHTML = html;
  const element = document.body.querySelector('[data-here]');
  if (element === null) throw new Error('mark the element with data-here');
  return element;
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe("the operator's keys", () => {
  it('are those of the table, and numbers for the first templates', () => {
    expect([' ', 'h', 'H', 'Escape', 'x', 'r', 'b', 'Enter', '3', '0'].map((key) => press(key))).toEqual([
      'next',
      'hold',
      'hold',
      'clear',
      null,
      'panic',
      'blackout',
      'take',
      'preset-3',
      null,
    ]);
  });

  it('that are letters or numbers can be switched off', () => {
    setSingleKeys(false);
    expect([' ', 'h', '3', '?', 'Escape', 'Enter'].map((key) => press(key))).toEqual([
      'next',
      null,
      null,
      null,
      'clear',
      'take',
    ]);
    setSingleKeys(true);
    expect(press('h')).toBe('hold');
  });

  it('stay silent while someone types', () => {
    for (const html of [
      '<input data-here>',
      '<textarea data-here></textarea>',
      '<select data-here></select>',
    ]) {
      const field = place(html);
      expect([' ', 'h', 'Escape'].map((key) => press(key, field))).toEqual([null, null, null]);
    }
  });

  it('leave space and Enter to the button that has the focus', () => {
    const button = place('<button><span data-here>Hold</span></button>');
    expect([press(' ', button), press('Enter', button)]).toEqual([null, null]);
    expect(press('h', button)).toBe('hold');
  });

  it('stay silent under a dialog and with a modifier', () => {
    place('<div role="dialog" data-here></div>');
    expect(press('Escape')).toBeNull();
    document.body.innerHTML = '';
    expect(press('h', document.body, { ctrlKey: true })).toBeNull();
  });
});
