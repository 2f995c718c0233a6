import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { BlockMotion, MotionKind } from '@project88/core/displays/document/style.ts';

export type BlockMotions = NonNullable<Block['motion']>;

/** Movements of the stage: only transform and opacity, which cost no layout and no new raster. */
export interface Motion {
  /** A block comes. */
  enter(element: HTMLElement, motions: BlockMotions | undefined): void;
  /** A block goes: `done` is called when it may be hidden, at once if nothing moves. The answer ends it early. */
  leave(element: HTMLElement, motions: BlockMotions | undefined, done: () => void): () => void;
  /** A block shows another runner, or another message. */
  update(element: HTMLElement, motions: BlockMotions | undefined): void;
  /** A list row moves between two places, as transforms. */
  move(element: HTMLElement, from: string, to: string): void;
  /** A new row slides in from above. */
  arrive(element: HTMLElement, to: string): void;
  /** The light behind a new row fades. */
  fade(element: HTMLElement): void;
}

const EASING = 'cubic-bezier(0.2, 0.8, 0.2, 1)';
const MOVE_MS = 260;
const FADE_MS = 2_400;
/** Texts start half visible: the news must be readable in its first frame. */
const FIRST_OPACITY = 0.4;
/** A design that does not say how its texts change lets them rise a little. */
const TEXT_CHANGES: Keyframe = { opacity: FIRST_OPACITY, transform: 'translateY(16px)' };

/** Where a block comes from, and where it goes to. */
const AWAY: Record<MotionKind, Keyframe> = {
  none: {},
  fade: { opacity: 0 },
  rise: { opacity: 0, transform: 'translateY(max(12%, 16px))' },
  drop: { opacity: 0, transform: 'translateY(min(-12%, -16px))' },
  'slide-left': { opacity: 0, transform: 'translateX(max(12%, 48px))' },
  'slide-right': { opacity: 0, transform: 'translateX(min(-12%, -48px))' },
  zoom: { opacity: 0, transform: 'scale(0.86)' },
  flash: { opacity: 0.15 },
};

export const MOTION: Motion = {
  enter(element, motions) {
    if (motions?.enter) play(element, motions.enter, [away(element, motions.enter.kind)], 'backwards');
  },
  leave(element, motions, done) {
    const leave = motions?.leave;
    const animation = leave && play(element, leave, [{}, away(element, leave.kind)], 'forwards');
    if (!animation) {
      done();
      return () => {};
    }
    animation.onfinish = () => {
      done();
      animation.cancel();
    };
    return () => animation.cancel();
  },
  update(element, motions) {
    if (motions === undefined) animate(element, [over(element, TEXT_CHANGES)], MOVE_MS);
    else if (motions.update) play(element, motions.update, [away(element, motions.update.kind)], 'none');
  },
  move(element, from, to) {
    animate(element, [{ transform: from }, { transform: to }], MOVE_MS);
  },
  arrive(element, to) {
    animate(element, [{ opacity: FIRST_OPACITY, transform: `translateY(-24px) ${to}` }], MOVE_MS);
  },
  fade(element) {
    element.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS, easing: 'ease-in' });
  },
};

/** For reduced motion, for a busy mat and for still pictures. */
export const STILL: Motion = {
  enter() {},
  leave(_element, _motions, done) {
    done();
    return () => {};
  },
  update() {},
  move() {},
  arrive() {},
  fade() {},
};

/** The transform of a row at a place of its list. */
export function atPlace(x: number, y: number): string {
  return x === 0 ? `translateY(${y}px)` : `translate(${x}px, ${y}px)`;
}

function play(
  element: HTMLElement,
  { kind, durationMs, delayMs }: BlockMotion,
  frames: Keyframe[],
  fill: FillMode,
): Animation | null {
  if (kind === 'none' || durationMs + delayMs === 0) return null;
  return element.animate(toRest(frames), { duration: durationMs, delay: delayMs, easing: EASING, fill });
}

function animate(element: HTMLElement, frames: Keyframe[], durationMs: number): void {
  element.animate(toRest(frames), { duration: durationMs, easing: EASING });
}

/** A single keyframe is where a movement begins; it ends where the element rests. */
function toRest(frames: Keyframe[]): Keyframe[] {
  return frames.length === 1 ? [...frames, {}] : frames;
}

function away(element: HTMLElement, kind: MotionKind): Keyframe {
  return over(element, AWAY[kind]);
}

/** A keyframe on top of the rotation that the element has. */
function over(element: HTMLElement, frame: Keyframe): Keyframe {
  const { transform } = element.style;
  return frame.transform && transform ? { ...frame, transform: `${frame.transform} ${transform}` } : frame;
}
