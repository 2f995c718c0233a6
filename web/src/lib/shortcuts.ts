import { useEffect, useEffectEvent } from 'react';

/** The operator's keys: one table for the handler, for the hints on the buttons and for the sheet of shortcuts. */
export const OPERATOR_KEYS = {
  next: { key: ' ', label: 'space', words: 'Bring on the next' },
  previous: { key: 'p', label: 'P', words: 'Bring back the one before' },
  hold: { key: 'h', label: 'H', words: 'Hold the queue, or let it go on' },
  take: { key: 'Enter', label: '↵', words: 'Take what is prepared' },
  panic: { key: 'r', label: 'R', words: 'All screens rest, and back' },
  blackout: { key: 'b', label: 'B', words: 'All screens black, and back' },
  clear: { key: 'Escape', label: 'Esc', words: 'Clear the queue and the lists (press and hold)' },
  help: { key: '?', label: '?', words: 'This list' },
} as const;

export type OperatorKey = keyof typeof OPERATOR_KEYS;

/** `1` to `9`: the first nine templates. */
export type PresetKey = `preset-${number}`;

const TYPES_TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const TAKES_KEYS =
  'button, a[href], summary, [role="button"], [role="checkbox"], [role="radio"], [role="tab"], [role="switch"]';
const BY_KEY = new Map<string, OperatorKey>(
  Object.entries(OPERATOR_KEYS).map(([name, { key }]) => [key, name as OperatorKey]),
);
/** Events that one of the desk's parts has taken already; the others may want the same key. */
const seen = new WeakSet<Event>();
/** Where people keep single letters from acting, as those who dictate must. */
const SINGLE_KEYS_OFF = 'p88.singleKeysOff';

/** Whether letters and numbers act by themselves on this machine. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS_OFF) === null;
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SINGLE_KEYS_OFF);
    else localStorage.setItem(SINGLE_KEYS_OFF, '1');
  } catch {
    // Without a store it holds until the page is left.
  }
}

/**
 * Which operator key an event is, or null when it belongs to something else: to a field that is typed into, to a
 * dialog on top, to a browser shortcut, or (space and Enter) to the button that has the focus.
 */
export function operatorKeyOf(event: KeyboardEvent): OperatorKey | PresetKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.defaultPrevented && !seen.has(event)) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPES_TEXT) || document.querySelector('[role="dialog"], [role="menu"]')) return null;
  if ((event.key === ' ' || event.key === 'Enter') && target?.closest(TAKES_KEYS)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key.length === 1 && key !== ' ' && !singleKeysOn()) return null;
  if (/^[1-9]$/.test(key)) return `preset-${Number(key)}`;
  return BY_KEY.get(key) ?? null;
}

export interface KeyPress {
  key: OperatorKey | PresetKey;
  phase: 'down' | 'up';
}

/** Listen to the operator's keys while mounted. A key that is held down reports `down` once. */
export function useOperatorKeys(onKey: (press: KeyPress) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent, phase: KeyPress['phase']) => {
    const key = operatorKeyOf(event);
    if (key === null) return;
    seen.add(event);
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
