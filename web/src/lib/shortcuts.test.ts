import { afterEach, describe, expect, it } from 'vitest';
import { type OperatorKey, operatorKeyOf } from './shortcuts.ts';

function press(key: string, on: Element = document.body, init: KeyboardEventInit = {}): OperatorKey | null {
  let seen: OperatorKey | null = null;
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
  it('are space, h and Esc', () => {
    expect([' ', 'h', 'H', 'Escape', 'x'].map((key) => press(key))).toEqual([
      'next',
      'hold',
      'hold',
      'clear',
      null,
    ]);
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

  it('leave space to the button that has the focus', () => {
    const button = place('<button><span data-here>Hold</span></button>');
    expect(press(' ', button)).toBeNull();
    expect(press('h', button)).toBe('hold');
  });

  it('stay silent under a dialog and with a modifier', () => {
    place('<div role="dialog" data-here></div>');
    expect(press('Escape')).toBeNull();
    document.body.innerHTML = '';
    expect(press('h', document.body, { ctrlKey: true })).toBeNull();
  });
});
