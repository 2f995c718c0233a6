/** Movements of the stage: only transform and opacity, which cost no layout and no new raster. */
export interface Motion {
  /** A card's text comes on air. */
  enter(element: HTMLElement): void;
  /** A list row moves between two heights, in design pixels. */
  move(element: HTMLElement, fromPx: number, toPx: number): void;
  /** A new row slides in from above. */
  arrive(element: HTMLElement, toPx: number): void;
  /** The light behind a new row fades. */
  fade(element: HTMLElement): void;
}

const EASING = 'cubic-bezier(0.2, 0.8, 0.2, 1)';
const MOVE_MS = 260;
const FADE_MS = 2_400;
/** Texts start half visible: the news must be readable in its first frame. */
const FIRST_OPACITY = 0.4;

export const MOTION: Motion = {
  enter(element) {
    const from = { opacity: FIRST_OPACITY, transform: 'translateY(16px)' };
    element.animate([from, { opacity: 1, transform: 'none' }], { duration: MOVE_MS, easing: EASING });
  },
  move(element, fromPx, toPx) {
    element.animate([{ transform: atHeight(fromPx) }, { transform: atHeight(toPx) }], {
      duration: MOVE_MS,
      easing: EASING,
    });
  },
  arrive(element, toPx) {
    const from = { opacity: FIRST_OPACITY, transform: atHeight(toPx - 24) };
    element.animate([from, { opacity: 1, transform: atHeight(toPx) }], { duration: MOVE_MS, easing: EASING });
  },
  fade(element) {
    element.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS, easing: 'ease-in' });
  },
};

/** For reduced motion, for a busy mat and for still pictures. */
export const STILL: Motion = { enter() {}, move() {}, arrive() {}, fade() {} };

/** The transform of a row at a height of its list. */
export function atHeight(heightPx: number): string {
  return `translateY(${heightPx}px)`;
}
