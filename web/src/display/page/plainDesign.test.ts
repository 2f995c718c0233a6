import { validateTemplate } from '@project88/core/displays/document/validate.ts';
import { expect, it } from 'vitest';
import { PLAIN_DESIGN } from './plainDesign.ts';

it('the design that stands in for a broken one is a good one', () => {
  expect(validateTemplate(PLAIN_DESIGN)).toMatchObject({ ok: true });
});
