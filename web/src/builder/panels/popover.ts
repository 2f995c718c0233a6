import type { PopoverProps } from '@mantine/core';

/** Beside the panel where there is room, else over or under the field; never beyond the window. */
export const BESIDE: Partial<PopoverProps> = {
  position: 'left-start',
  trapFocus: true,
  shadow: 'md',
  middlewares: {
    flip: { fallbackPlacements: ['right-start', 'top', 'bottom'] },
    shift: { padding: 8 },
  },
};
