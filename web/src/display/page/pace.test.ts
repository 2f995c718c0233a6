import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { MOTION, STILL } from '../renderer/motion.ts';
import { createPace } from './pace.ts';

const withNewest = (id: number) => screenOf({ recent: [cardOf(id)] });
const calm = () => createPace(() => false);

describe('createPace', () => {
  it('moves for runners who come one by one', () => {
    const pace = calm();
    expect(pace.motionFor(withNewest(1), 0, 16)).toBe(MOTION);
    expect(pace.motionFor(withNewest(2), 400, 16)).toBe(MOTION);
  });

  it('stands still in a crowd, and a mere change of numbers is none', () => {
    const pace = calm();
    pace.motionFor(withNewest(1), 0, 16);
    expect(pace.motionFor(withNewest(2), 100, 16)).toBe(STILL);
    expect(pace.motionFor(withNewest(2), 450, 16)).toBe(STILL);
    expect(pace.motionFor(withNewest(2), 510, 16)).toBe(MOTION);
    expect(pace.motionFor(withNewest(3), 530, 16)).toBe(MOTION);
  });

  it('stands still after a pause and when motion is not wanted', () => {
    expect(calm().motionFor(withNewest(1), 0, 5_000)).toBe(STILL);
    expect(createPace(() => true).motionFor(withNewest(1), 0, 16)).toBe(STILL);
  });
});
