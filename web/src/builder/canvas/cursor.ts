import { HANDLES, type Handle } from '@project88/core/displays/edit/resize.ts';

const CURSORS = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const;

/** The arrows of the mouse over a handle, turned with the block. */
export function cursorOf(handle: Handle, rotationDeg: number): (typeof CURSORS)[number] {
  const { x, y } = HANDLES[handle];
  const degrees = (Math.atan2(y, x) * 180) / Math.PI + rotationDeg;
  const eighths = Math.round(degrees / 45);
  return CURSORS[((eighths % 4) + 4) % 4] ?? 'ew-resize';
}
