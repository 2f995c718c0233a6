import {
  duplicateSelected,
  editWords,
  groupSelected,
  nudge,
  orderSelected,
  removeSelected,
  selectAll,
  selectNext,
  ungroupSelected,
} from './commands.ts';
import type { Builder } from './store/builder.ts';

/** A key of the builder: what it is called in the sheet of shortcuts, and what it does. */
export interface BuilderKey {
  group: 'Canvas' | 'Blocks' | 'History';
  words: string;
  /** As on the key caps: `mod` is command on a Mac, control elsewhere. */
  label: string;
  matches(event: KeyboardEvent): boolean;
  /** False: the key is somebody else's after all. */
  run(builder: Builder, event: KeyboardEvent): unknown;
}

const mod = (event: KeyboardEvent): boolean => event.metaKey || event.ctrlKey;
const plain = (key: string) => (event: KeyboardEvent) =>
  event.key.toLowerCase() === key && !mod(event) && !event.altKey;
const withMod =
  (key: string, shift = false) =>
  (event: KeyboardEvent) =>
    event.key.toLowerCase() === key && mod(event) && event.shiftKey === shift;

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** All keys of the builder; the sheet of shortcuts shows the same table. */
export const BUILDER_KEYS: readonly BuilderKey[] = [
  {
    group: 'Blocks',
    words: 'Move by 1 pixel, with shift by 10',
    label: '← ↑ → ↓',
    matches: (event) => event.key in ARROWS && !mod(event) && !event.altKey,
    run(builder, event) {
      if (builder.store.getState().selection.length === 0) return false;
      const [x, y] = ARROWS[event.key] ?? [0, 0];
      const step = event.shiftKey ? 10 : 1;
      nudge(builder, x * step, y * step);
      return true;
    },
  },
  {
    group: 'Blocks',
    words: 'Next or previous block, as one reads',
    label: 'Tab',
    matches: (event) => event.key === 'Tab' && !mod(event) && !event.altKey,
    run: (builder, event) => selectNext(builder, event.shiftKey ? -1 : 1),
  },
  { group: 'Blocks', words: 'Edit the words', label: 'Enter', matches: plain('enter'), run: editWords },
  {
    group: 'Blocks',
    words: 'Delete',
    label: 'Del',
    matches: (event) => event.key === 'Delete' || event.key === 'Backspace',
    run: removeSelected,
  },
  { group: 'Blocks', words: 'Duplicate', label: 'mod D', matches: withMod('d'), run: duplicateSelected },
  { group: 'Blocks', words: 'Group', label: 'mod G', matches: withMod('g'), run: groupSelected },
  {
    group: 'Blocks',
    words: 'Ungroup',
    label: 'mod shift G',
    matches: withMod('g', true),
    run: ungroupSelected,
  },
  {
    group: 'Blocks',
    words: 'One step to the back',
    label: 'mod [',
    matches: withMod('['),
    run: (builder) => orderSelected(builder, 'backward'),
  },
  {
    group: 'Blocks',
    words: 'One step to the front',
    label: 'mod ]',
    matches: withMod(']'),
    run: (builder) => orderSelected(builder, 'forward'),
  },
  {
    group: 'Blocks',
    words: 'To the very back',
    label: 'mod shift [',
    matches: shifted('[', '{'),
    run: (builder) => orderSelected(builder, 'back'),
  },
  {
    group: 'Blocks',
    words: 'To the very front',
    label: 'mod shift ]',
    matches: shifted(']', '}'),
    run: (builder) => orderSelected(builder, 'front'),
  },
  { group: 'Blocks', words: 'Select all', label: 'mod A', matches: withMod('a'), run: selectAll },
  {
    group: 'Blocks',
    words: 'Select nothing',
    label: 'Esc',
    matches: plain('escape'),
    run: (builder) => builder.select([]),
  },
  {
    group: 'History',
    words: 'Undo',
    label: 'mod Z',
    matches: withMod('z'),
    run: (builder) => builder.undo(),
  },
  {
    group: 'History',
    words: 'Redo',
    label: 'mod shift Z',
    matches: (event) => withMod('z', true)(event) || withMod('y')(event),
    run: (builder) => builder.redo(),
  },
  {
    group: 'Canvas',
    words: 'Fit into the window',
    label: '0',
    matches: plain('0'),
    run: (builder) => builder.fit('canvas'),
  },
  {
    group: 'Canvas',
    words: 'Real size',
    label: '1',
    matches: plain('1'),
    run: (builder) => builder.zoomTo(1),
  },
  {
    group: 'Canvas',
    words: 'Fit the selection',
    label: '2',
    matches: plain('2'),
    run: (builder) => builder.fit('selection'),
  },
  {
    group: 'Canvas',
    words: 'Closer',
    label: '+',
    matches: (event) => event.key === '+' || event.key === '=',
    run: (builder) => zoomBy(builder, 1.25),
  },
  {
    group: 'Canvas',
    words: 'Farther',
    label: '−',
    matches: (event) => event.key === '-',
    run: (builder) => zoomBy(builder, 0.8),
  },
];

function shifted(key: string, typed: string) {
  return (event: KeyboardEvent): boolean =>
    mod(event) && event.shiftKey && (event.key === key || event.key === typed);
}

function zoomBy(builder: Builder, factor: number): void {
  builder.zoomTo(builder.store.getState().viewport.zoom * factor);
}

const TYPES_TEXT = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';
const ON_TOP = '[role="dialog"], [role="menu"]';
/** Keys that a button, a tick or a link needs itself. */
const TAKEN_BY_BUTTONS = new Set([
  'Enter',
  ' ',
  'Tab',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Escape',
]);
const BUTTONS = 'button, input, a[href], [role="radio"], [role="tab"], [role="slider"], label';

/** Listen to the builder's keys. Returns the function that ends it. */
export function listenToKeys(builder: Builder): () => void {
  function down(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.isComposing || event.defaultPrevented || target?.closest(TYPES_TEXT)) return;
    if (document.querySelector(ON_TOP) !== null) return;
    if (target?.closest(BUTTONS) && TAKEN_BY_BUTTONS.has(event.key)) return;
    if (event.key === ' ') {
      event.preventDefault();
      builder.show({ tool: 'pan' });
      return;
    }
    const isOnCanvas = target === document.body || target?.closest('[data-focus-target]') != null;
    if (event.key === 'Tab' && !isOnCanvas) return;
    const key = BUILDER_KEYS.find(({ matches }) => matches(event));
    if (key !== undefined && key.run(builder, event) !== false) event.preventDefault();
  }

  function up(event: KeyboardEvent): void {
    if (event.key === ' ') builder.show({ tool: 'select' });
  }
  const leave = (): void => builder.show({ tool: 'select' });

  document.addEventListener('keydown', down);
  document.addEventListener('keyup', up);
  window.addEventListener('blur', leave);
  return () => {
    document.removeEventListener('keydown', down);
    document.removeEventListener('keyup', up);
    window.removeEventListener('blur', leave);
  };
}
