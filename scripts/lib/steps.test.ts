import { describe, expect, it } from 'vitest';
import { runSteps } from './steps.mjs';
import { single } from './tally.mjs';

describe('runSteps', () => {
  it('answers in the order of the steps, whichever ends first', async () => {
    let finishSlow = () => {};
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    const outcomes = await runSteps(
      [
        { name: 'slow', run: () => slow.then(() => [single('slow', true)]) },
        {
          name: 'fast',
          run: async () => {
            finishSlow();
            return [single('fast', true)];
          },
        },
      ],
      2,
      () => {},
    );
    expect(outcomes.map(({ name }) => name)).toEqual(['slow', 'fast']);
  });

  it('counts a step that throws as failed and goes on', async () => {
    const outcomes = await runSteps(
      [
        { name: 'throws', run: () => Promise.reject(new Error('no such tool')) },
        { name: 'good', run: async () => [single('good', true)] },
      ],
      1,
      () => {},
    );
    expect(outcomes.map(({ failed }) => failed)).toEqual([1, 0]);
    expect(outcomes[0]?.detail).toContain('no such tool');
  });
});
