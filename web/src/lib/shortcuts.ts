import { useEffect, useEffectEvent } from 'react';

/** The operator's keys: one table for the handler and for the hints on the buttons. */
export const OPERATOR_KEYS = {
  next: { key: ' ', label: 'space' },
  hold: { key: 'h', label: 'H' },
  clear: { key: 'Escape', label: 'Esc' },
} as const;

export type OperatorKey = keyof typeof OPERATOR_KEYS;

const TYPES_TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const TAKES_SPACE =
  'button, a[href], summary, [role="button"], [role="checkbox"], [role="radio"], [role="tab"]';

/**
 * Which operator key an event is, or null when it belongs to something else: to a field that is typed into, to a
 * dialog on top, to a browser shortcut, or (space) to the button that has the focus.
 */
export function operatorKeyOf(event: KeyboardEvent): OperatorKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPES_TEXT) || document.querySelector('[role="dialog"], [role="menu"]')) return null;
  if (event.key === ' ') return target?.closest(TAKES_SPACE) ? null : 'next';
  if (event.key.toLowerCase() === OPERATOR_KEYS.hold.key) return 'hold';
  return event.key === OPERATOR_KEYS.clear.key ? 'clear' : null;
}

export interface KeyPress {
  key: OperatorKey;
  phase: 'down' | 'up';
}

/** Listen to the operator's keys while mounted. A key that is held down reports `down` once. */
export function useOperatorKeys(onKey: (press: KeyPress) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent, phase: KeyPress['phase']) => {
    const key = operatorKeyOf(event);
    if (key === null) return;
    if (phase === 'down') event.preventDefault();
    if (!event.repeat) onKey({ key, phase });
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => handle(event, 'down');
    const up = (event: KeyboardEvent) => handle(event, 'up');
    document.addEventListener('keydown', down);
    document.addEventListener('keyup', up);
    return () => {
      document.removeEventListener('keydown', down);
      document.removeEventListener('keyup', up);
    };
  }, []);
}
