import { describe, expect, it } from 'vitest';
import { asSetupStep, stepAfter, stepBefore } from './setupSteps.ts';

describe('the steps of the guided flow', () => {
  it('come from the address, or begin', () => {
    expect(asSetupStep('template')).toBe('template');
    for (const odd of [undefined, 'nonsense', 3, ['link']]) expect(asSetupStep(odd)).toBe('roster');
  });

  it('have an order with two ends', () => {
    expect([stepBefore('roster'), stepAfter('roster')]).toEqual([null, 'stream']);
    expect([stepBefore('link'), stepAfter('link')]).toEqual(['template', null]);
  });
});
